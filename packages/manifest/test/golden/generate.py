"""Writes the golden values of the expression language, dates, cursors and partitions from the case lists in cases/.

Run by hand with airbyte-cdk 7.39.1 installed: python generate.py. The tests read only the JSON it writes.
"""

import binascii
import itertools
import json
import re
import sys
from pathlib import Path

import generate_cursors
from frozen_clock import freeze

ERROR_NAMES = {binascii.Error: "binascii.Error", re.error: "re.error"}
HERE = Path(__file__).parent


def read(name):
    return json.loads((HERE / "cases" / f"{name}.json").read_text())


def write(name, document):
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in document["cases"])
    context = f'"context": {json.dumps(document["context"], ensure_ascii=False)},\n' if "context" in document else ""
    text = f'{{{context}"cases": [\n{lines}\n]}}'
    (HERE / f"{name}.json").write_text(text + "\n")
    print(f"{name}: {len(document['cases'])} cases", file=sys.stderr)


def attempt(run):
    """The repr of a result, or the class of the exception behind a `!`."""
    try:
        return repr(plain(run()))
    except Exception as exception:
        return f"!{ERROR_NAMES.get(type(exception), type(exception).__name__)}"


def plain(value):
    """A result as the engine holds it: keys of dicts are texts, sets are lists."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, set)):
        return [plain(item) for item in value]
    return value


def expand(document):
    """The templates of a case list: those written out, and for each product every template with every value in place of `@`."""
    yield from document.get("templates", [])
    for product in document.get("products", []):
        for template, value in itertools.product(product["templates"], product["values"]):
            yield template.replace("@", value)


def is_stable(result):
    """Whether a result is the same in every run, and a text at all: addresses and halves of characters are neither."""
    return " at 0x" not in result and "\\ud83c" not in result


def generate_expressions():
    from airbyte_cdk.sources.declarative.interpolation.jinja import JinjaInterpolation

    interpolation = JinjaInterpolation()
    for name in ("expression", "filter", "macro", "method", "statement"):
        document = read(name)
        context = document["context"]
        config = context.get("config", {})
        others = {key: value for key, value in context.items() if key != "config"}
        cases = []
        for template in dict.fromkeys(expand(document)):
            fresh = json.loads(json.dumps({"config": config, **others}))
            result = attempt(lambda: interpolation.eval(template, fresh.pop("config"), **fresh))
            if is_stable(result):
                cases.append([template, result])
        write(name, {"context": context, "cases": cases})


def generate_typed():
    """What valid types, the default and the wrappers of the CDK make of a result."""
    from airbyte_cdk.sources.declarative.interpolation.interpolated_boolean import InterpolatedBoolean
    from airbyte_cdk.sources.declarative.interpolation.interpolated_mapping import InterpolatedMapping
    from airbyte_cdk.sources.declarative.interpolation.interpolated_nested_mapping import InterpolatedNestedMapping
    from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString
    from airbyte_cdk.sources.declarative.interpolation.jinja import JinjaInterpolation

    types = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}
    document = read("typed")
    config = document["context"]["config"]
    record = document["context"]["record"]
    cases = []
    for template in document["templates"]:
        cases.append(["string", template, attempt(lambda: InterpolatedString(template, parameters={}).eval(config, record=record))])
        cases.append(["boolean", template, attempt(lambda: InterpolatedBoolean(template, parameters={}).eval(config, record=record))])
        for valid in document["types"]:
            given = tuple(types[name] for name in valid)
            result = attempt(lambda: JinjaInterpolation().eval(template, config, valid_types=given, record=record))
            cases.append(["types", template, result, valid])
    for mapping in document["mappings"]:
        cases.append(["mapping", mapping, attempt(lambda: InterpolatedMapping(mapping, parameters={}).eval(config, record=record))])
        cases.append(["nested", mapping, attempt(lambda: InterpolatedNestedMapping(mapping, parameters={}).eval(config, record=record))])
    write("typed", {"context": document["context"], "cases": [case for case in cases if is_stable(case[2])]})


def generate_literals():
    from airbyte_cdk.sources.declarative.interpolation.jinja import JinjaInterpolation

    interpolation = JinjaInterpolation()
    cases = [[text, attempt(lambda: interpolation._literal_eval(text, None))] for text in dict.fromkeys(read("literal")["texts"])]
    write("literal", {"cases": cases})


def generate_patterns():
    """What Python's regular expressions find, with the groups, and what they replace."""
    document = read("pattern")
    cases = []
    for pattern, text in itertools.product(document["patterns"], document["texts"]):
        cases.append(["search", pattern, text, attempt(lambda: show_match(re.search(pattern, text)))])
    for pattern, replacement, text in document["replacements"]:
        cases.append(["replace", pattern, text, attempt(lambda: re.sub(pattern, replacement, text)), replacement])
    write("pattern", {"cases": cases})


def show_match(match):
    return None if match is None else [match.group(0), *match.groups()]


def generate_dates():
    import isodate
    from airbyte_cdk.sources.declarative.datetime.datetime_parser import DatetimeParser
    from airbyte_cdk.utils.datetime_helpers import ab_datetime_parse
    from dateutil import parser as dateutil_parser

    document = read("date")
    datetimes = DatetimeParser()
    cases = []
    for text, format in document["parse"]:
        cases.append(["parse", text, format, attempt(lambda: datetimes.parse(text, format).isoformat())])
    for text, format in itertools.product(document["moments"], document["formats"]):
        moment = dateutil_parser.isoparse(text)
        cases.append(["format", text, format, attempt(lambda: datetimes.format(moment, format))])
    for text in document["iso"]:
        cases.append(["iso", text, None, attempt(lambda: dateutil_parser.isoparse(text).isoformat())])
    for text in document["durations"]:
        cases.append(["duration", text, None, attempt(lambda: str(isodate.parse_duration(text)))])
    for text in document["lenient"]:
        cases.append(["lenient", text, None, attempt(lambda: str(ab_datetime_parse(text)))])
    write("date", {"cases": cases})


if __name__ == "__main__":
    freeze()
    generate_expressions()
    generate_typed()
    generate_literals()
    generate_patterns()
    generate_dates()
    generate_cursors.generate(read, write)
