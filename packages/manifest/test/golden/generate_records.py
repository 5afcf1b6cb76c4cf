"""Writes record.json: what the Python CDK does with records, URLs and bodies. Run with a Python that has airbyte-cdk 7.39.1: python generate_records.py"""
import copy
import itertools
import json
import os

import dpath
import requests
import xmltodict
from airbyte_cdk.sources.declarative.requesters.http_requester import HttpRequester
from airbyte_cdk.sources.declarative.transformations.add_fields import AddedFieldDefinition, AddFields
from airbyte_cdk.sources.declarative.transformations.dpath_flatten_fields import DpathFlattenFields, KeyTransformation
from airbyte_cdk.sources.declarative.transformations.flatten_fields import FlattenFields
from airbyte_cdk.sources.declarative.transformations.keys_replace_transformation import KeysReplaceTransformation
from airbyte_cdk.sources.declarative.transformations.keys_to_lower_transformation import KeysToLowerTransformation
from airbyte_cdk.sources.declarative.transformations.keys_to_snake_transformation import KeysToSnakeCaseTransformation
from airbyte_cdk.sources.declarative.transformations.remove_fields import RemoveFields
from airbyte_cdk.sources.streams.http.error_handlers.json_error_message_parser import JsonErrorMessageParser
from airbyte_cdk.sources.streams.http.http_client import HttpClient
from airbyte_cdk.sources.utils.transform import TransformConfig, TypeTransformer
from airbyte_cdk.utils.mapping_helpers import combine_mappings

CASES = {}


def case(kind, given, action):
    """Keeps what `action` gives for copies of the arguments, or that it fails."""
    try:
        result = {"value": action(*copy.deepcopy(given))}
    except Exception as error:
        result = {"error": type(error).__name__}
    CASES.setdefault(kind, []).append({"given": given, **result})


DOCUMENTS = [
    {"a": {"b": [{"c": 1}, {"c": 2, "d": None}], "e": {}}, "x": "text", "n": None},
    {"data": [{"id": 1, "tags": ["p", "q"]}, {"id": 2, "tags": []}], "meta": {"next": "abc", "page": {"size": 2}}},
    {"items": {"one": {"id": 1, "v": {"w": True}}, "two": {"id": 2, "v": {"w": False}}}, "list": [[1, 2], [3]]},
    {"0": "zero", "1": {"0": "deep"}, "a.b": {"c/d": 5}},
    [{"id": 1}, {"id": 2}],
    {},
]
PATHS = [
    ["a"], ["a", "b"], ["a", "b", "0", "c"], ["a", "b", "*", "c"], ["a", "*"], ["*"], ["*", "*"], ["a", "b", "-1"], ["n"], ["n", "z"], ["x", "y"], ["missing"],
    ["data"], ["data", "*", "tags"], ["data", "*", "tags", "*"], ["meta", "page", "size"], ["items", "*"], ["items", "*", "v", "w"], ["items", "o*", "id"], ["items", "t?o", "id"],
    ["list", "*", "0"], ["list", "0", "1"], ["0"], ["1", "0"], ["a.b", "c/d"], ["**"], ["**", "id"], ["items", "**"], ["[ad]*"], ["0", "id"], ["*", "id"],
]
for document, path in itertools.product(DOCUMENTS, PATHS):
    case("get", [document, path], lambda d, p: {"found": dpath.get(d, p)})
    case("values", [document, path], lambda d, p: dpath.values(d, p))
    case("delete", [document, path], lambda d, p: (dpath.delete(d, p), d)[1])
    if "**" not in path:
        case("replace", [document, path], lambda d, p: [dpath.set(d, p, "new"), d])
    if isinstance(document, dict) and not any(c in s for s in path for c in "*?["):
        case("new", [document, path, "new"], dpath.new)
for path in [["p", "q", "r"], ["l", "2", "k"], ["l", "0"], ["a", "b", "3", "c"], ["a", "e", "f"], ["a", "b", "x"], ["x", "0", "y"]]:
    case("new", [DOCUMENTS[0], path, {"v": 1}], dpath.new)

BASES = ["https://api.example.com", "https://api.example.com/", "https://api.example.com/v1", "https://api.example.com/v1/", "https://api.example.com/v1?x=1", "http://h:81/a/b/../c"]
ENDS = ["users", "/users", "users/", "users/1/pets", "../up", "./here", "?page=2", "users?page=2&x=%20", "https://other.example.com/full?x=1", "//host/path", "", "a b/ü", "odata('x')", "x:y", "a//b", "#frag", "..", ".", "users\n1\t", "100%/a", "%7Ename/%2F", "{id}", "a;b=1", "q=[1,2]"]
for base, end in itertools.product(BASES, ENDS):
    case("join", [base, end], lambda b, e: HttpRequester._join_url(b, e))
PARAMETERS = [
    {}, {"a": "b"}, {"a": "b c&d=e"}, {"a": 1, "b": 1.5, "c": True, "d": None}, {"list": ["x", "y z", 3]}, {"empty": "", "none": []}, {"ü": "é☃𝄞"}, {"a": "~-._*'()!"},
    {"fields[]": "a,b"}, {"since": "2024-01-01T00:00:00+00:00"}, {"x": "1"}, {"page": "2"}, {"q": "a/b?c#d"}, {"n": 9007199254740993, "f": 1e21, "z": 100.0},
]
client = HttpClient(name="golden", logger=__import__("logging").getLogger("golden"))
for url, parameters in itertools.product(
    ["https://api.example.com/users", "https://api.example.com/users?x=1&page=2", "https://api.example.com/a b/ü?q=é", "https://api.example.com", "https://api.example.com/a/../b/./c", "https://api.example.com/%7Ename/%2f/%zz", "https://api.example.com/p#frag"],
    PARAMETERS,
):
    case("prepare", [url, parameters], lambda u, p: client._create_prepared_request("GET", u, dedupe_query_params=True, params=p).url)
for data in PARAMETERS:
    case("form", [data], lambda d: client._create_prepared_request("POST", "https://api.example.com/", data=d).body)
    case("json", [data], lambda d: (client._create_prepared_request("POST", "https://api.example.com/", json=d).body or b"").decode())
for header in ['<https://a/2>; rel="next", <https://a/9>; rel="last"', "<https://a/2>; rel=next; title='x y'", "<https://a/2>", "", "https://a; rel=self", '<https://a?x=1,2>; rel="next"', '</rel>; rel="prev"; type=a']:
    case("links", [header], lambda h: (lambda r: (r.headers.__setitem__("link", h), r.links)[1])(requests.Response()))

MAPPINGS = [{}, {"a": 1}, {"a": 1, "b": {"c": 1}}, {"b": {"c": 1}}, {"b": {"c": 2}}, {"b": {"d": [1]}}, {"b": 5}, "text", ""]
for first, second in itertools.product(MAPPINGS, MAPPINGS):
    for merge in (False, True):
        case("merge", [first, second, merge], lambda f, s, m: combine_mappings([f, s], allow_same_value_merge=m))

VALUES = [None, True, False, 0, 1, 7, -3, 3.7, 2.5, 100.0, 1e21, 1e-7, "", "7", " 8 ", "7.5", "1e3", "1_000", "abc", "true", "No", "on", "0x1F", [], [1, "2"], {}, {"k": None, "l": [True]}, 9007199254740993, "é"]
SCHEMAS = [
    {"type": "string"}, {"type": ["null", "string"]}, {"type": "number"}, {"type": ["null", "number"]}, {"type": "integer"}, {"type": ["integer", "null"]}, {"type": "boolean"}, {"type": ["boolean", "null"]},
    {"type": "array", "items": {"type": ["string"]}}, {"type": ["null", "array"]}, {"type": "array", "items": {"type": "string"}}, {"type": ["string", "integer"]}, {"type": "object"}, {}, {"type": "null"}, {"type": ["array"], "items": {"type": ["object"]}},
]
normalizer = TypeTransformer(TransformConfig.DefaultSchemaNormalization)


def normalize(value, schema):
    record = {"v": value}
    normalizer.transform(record, {"type": "object", "properties": {"v": schema}})
    return record


for value, schema in itertools.product(VALUES, SCHEMAS):
    case("normalize", [value, schema], normalize)
NESTED = {"type": "object", "properties": {"o": {"type": "object", "properties": {"i": {"type": "integer"}}}, "l": {"type": "array", "items": {"type": ["null", "string"]}}, "lo": {"type": "array", "items": {"type": "object", "properties": {"b": {"type": "boolean"}}}}}}
for record in [{"o": {"i": "5"}}, {"o": None}, {"l": [1, None, "x"]}, {"lo": [{"b": "yes"}, {"b": 0}, 3]}, {"l": "single", "x": 1}, {"lo": {"b": "true"}}]:
    case("normalize_nested", [record, NESTED], lambda r, s: (normalizer.transform(r, s), r)[1])

RECORDS = [
    {"Id": 1, "FirstName": "A", "nested": {"innerKey": 1, "list": [{"KeepMe": 1}]}, "tags": ["x", {"y": 1}]},
    {"a b": 1, "a-b": 2, "URLValue": 3, "2fa": True, "_x_": 1, "mixedCASEKey9z": 2, "Ünïcode": 1, "__": 0, "A": {"B": {"C": 1}}},
    {"a": 1, "b": {"a": 2, "c": {"a": 3, "d": None}}, "l": [1, [2, {"z": 3}]], "e": {}, "f": []},
    {"data": {"x": 1, "y": {"z": 2}}, "x": 0}, {"data": {"m": 1}, "other": True}, {"data": []}, {},
]


def transformed(transformation):
    def run(record):
        transformation.transform(record, config={"c": "v"}, stream_state=None, stream_slice=None)
        return record
    return run


P = {"parameters": {}}
for record in RECORDS:
    case("keys_to_lower", [record], transformed(KeysToLowerTransformation()))
    case("keys_to_snake", [record], transformed(KeysToSnakeCaseTransformation()))
    case("flatten", [record, True], lambda r, f: transformed(FlattenFields(flatten_lists=f))(r))
    case("flatten", [record, False], lambda r, f: transformed(FlattenFields(flatten_lists=f))(r))
    for old, new in [("a", "X"), ("_", ""), ("e", "{{ config['c'] }}"), ("Key", "_key")]:
        case("keys_replace", [record, old, new], lambda r, o, n: transformed(KeysReplaceTransformation(old=o, new=n, **P))(r))
    for path, delete, replace, prefix in [(["data"], False, False, None), (["data"], True, False, None), (["data"], False, True, None), (["data"], True, False, "p_"), (["b", "c"], True, False, None), (["*"], False, False, "q.")]:
        case("dpath_flatten", [record, path, delete, replace, prefix], lambda r, p, d, x, f: transformed(DpathFlattenFields(config={}, field_path=p, delete_origin_value=d, replace_record=x, key_transformation=KeyTransformation(config={}, prefix=f, **P) if f else None, **P))(r))
    for pointers, condition in [([["a"]], ""), ([["b", "a"], ["l", "0"]], ""), ([["**", "a"]], ""), ([["*"]], ""), ([["tags", "*"]], ""), ([["l", "1", "1", "z"]], ""), ([["x"]], "{{ property == 1 }}"), ([["zzz"]], "{{ property is none }}")]:
        case("remove", [record, pointers, condition], lambda r, p, c: transformed(RemoveFields(field_pointers=p, condition=c, **P))(r))
    for path, value, kind, condition in [(["new"], "{{ record.get('a') }}", None, ""), (["n", "1", "k"], "5", "string", ""), (["n"], "5", None, ""), (["a"], "{{ config['c'] }}", None, "{{ value == 'v' }}"), (["t"], "{{ record | length }}", "integer", "{{ path[0] == 'x' }}"), (["f"], "2.0", "number", ""), (["b2"], "True", "boolean", ""), (["s"], "True", "string", "")]:
        types = {"string": str, "integer": int, "number": float, "boolean": bool, None: None}
        case("add", [record, path, value, kind, condition], lambda r, p, v, k, c: transformed(AddFields(fields=[AddedFieldDefinition(path=p, value=v, value_type=types[k], **P)], condition=c, **P))(r))

BODIES = [b'{"message": "m"}', b'{"error": {"message": "deep"}}', b'{"errors": [{"msg": "a"}, {"msg": "b"}, {"x": 1}]}', b'{"error": 5, "detail": "d"}', b'["one", {"reason": "two"}]', b"plain text", b"", b'{"errors": []}', b'{"failure": {"err": "e"}}', b'"quoted"', b"12", b'{"error_message": "em", "status_message": "sm"}']


def response(body):
    answer = requests.Response()
    answer._content, answer.status_code = body.encode(), 400
    return answer


for body in BODIES:
    case("reason", [body.decode()], lambda b: JsonErrorMessageParser().parse_response_error_message(response(b)))
for text in ["<a/>", "<a>x</a>", '<a b="1"/>', '<a b="1">x</a>', "<a><b>1</b><b>2</b><c/></a>", "<a>x<b/>y</a>", "<a> <b> 1 </b> </a>", "<a><![CDATA[<x>]]></a>", "<a>&lt;&amp;&#233;</a>", "<ns:a xmlns:ns='u'><ns:b/></ns:a>", "<a>007</a>", "<a><!-- c --><b>true</b></a>"]:
    case("xml", [text], lambda t: xmltodict.parse(t))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "record.json"), "w") as file:
    json.dump(CASES, file, ensure_ascii=False, indent=None, separators=(",", ":"))
print({kind: len(cases) for kind, cases in CASES.items()})
