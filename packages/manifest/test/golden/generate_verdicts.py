"""Writes verdicts.json: which changes to sound manifests the CDK's component schema takes. Run with a Python that has airbyte-cdk 7.39.1 (and its jsonschema): python generate_verdicts.py"""
import copy
import glob
import json
import os
import random

import yaml
from airbyte_cdk.sources.declarative.concurrent_declarative_source import get_declarative_component_schema
from airbyte_cdk.sources.declarative.parsers.manifest_component_transformer import ManifestComponentTransformer
from airbyte_cdk.sources.declarative.parsers.manifest_reference_resolver import ManifestReferenceResolver
from jsonschema.validators import validator_for

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = get_declarative_component_schema()
VALIDATOR = validator_for(SCHEMA)(SCHEMA)
DROP = "<drop>"
VALUES = [DROP, None, True, 5, -1, 1.5, "text", "", [], ["a"], [["a"]], [5], {}, {"a": "b"}, {"a": 5}, {"type": "Nonsense"}, {"type": "NoAuth"}, {"type": "CustomAuthenticator", "class_name": "x.Y"}]


def prepare(manifest):
    manifest.setdefault("type", "DeclarativeSource")
    resolved = ManifestReferenceResolver().preprocess_manifest(manifest)
    return ManifestComponentTransformer().propagate_types_and_parameters("", resolved, {})


def places(node, path):
    """Every field of everything that is or may be a component."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("definitions", "schemas", "metadata", "$parameters"):
                yield path + [key]
                yield from places(value, path + [key])
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield path + [index]
            yield from places(value, path + [index])


def change(manifest, path, value):
    node = manifest
    for step in path[:-1]:
        node = node[step]
    if value == DROP:
        del node[path[-1]]
    else:
        node[path[-1]] = value


def takes(manifest):
    return VALIDATOR.is_valid(manifest)


cases = []
seen = set()
for name in sorted(glob.glob(os.path.join(HERE, "../../../../test/cli/manifest/sources/*.yaml"))):
    if name.endswith("custom.yaml"):
        continue  # Its classes are other components by the time the engine judges them.
    manifest = prepare(yaml.load(open(name), yaml.CSafeLoader))
    assert takes(manifest), name
    file = os.path.basename(name)
    pick = random.Random(file)
    for path in places(manifest, []):
        parent = manifest
        for step in path[:-1]:
            parent = parent[step]
        kind = (parent.get("type") if isinstance(parent, dict) else None, str(path[-1]) if isinstance(path[-1], str) else "[]", str(path[-2]) if len(path) > 1 else "")
        if kind in seen:
            continue
        seen.add(kind)
        for value in [DROP, None] + pick.sample(VALUES[2:], 3):
            changed = copy.deepcopy(manifest)
            change(changed, path, value)
            cases.append([file, path, value, takes(changed)])
BASE = """version: 7.0.0
check: { type: CheckStream, stream_names: [a] }
definitions: { list: [{ type: KeysToLower }] }
streams:
  - type: DeclarativeStream
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: http://localhost }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [] } }
"""


def takes_text(more):
    try:
        return takes(prepare(yaml.load(BASE + more + "\n", yaml.CSafeLoader)))
    except Exception:
        return False


texts = []
for name, more in json.load(open(os.path.join(HERE, "cases/text.json"))):
    texts.append([name, BASE + more + "\n", takes_text(more)])
with open(os.path.join(HERE, "text.json"), "w") as out:
    json.dump(texts, out, indent=2)
    out.write("\n")
print([(name, verdict) for name, _, verdict in texts])
with open(os.path.join(HERE, "verdicts.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
print(len(cases), sum(not case[3] for case in cases))
