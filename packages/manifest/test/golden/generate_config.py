"""Writes config.json: what Python's jsonschema says of configs. Run with a Python that has airbyte-cdk 7.39.1: python generate_config.py"""
import itertools
import json
import os

from jsonschema import ValidationError, validate

SCHEMAS = [
    {"type": "object", "required": ["key", "start"], "additionalProperties": False, "properties": {"key": {"type": "string", "minLength": 3}, "start": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "count": {"type": "integer", "minimum": 1, "maximum": 10}}},
    {"type": "object", "required": ["auth"], "properties": {"auth": {"type": "object", "oneOf": [
        {"title": "a", "required": ["type", "token"], "properties": {"type": {"const": "token"}, "token": {"type": "string"}}},
        {"title": "b", "required": ["type", "user"], "properties": {"type": {"const": "basic"}, "user": {"type": "string"}, "password": {"type": "string"}}},
    ]}, "region": {"enum": ["eu", "us"]}}},
    {"type": "object", "properties": {"list": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}, "any": {"anyOf": [{"type": "integer"}, {"type": "null"}]}, "nested": {"type": "object", "required": ["a"], "properties": {"a": {"type": "object", "required": ["b"]}}}, "flag": {"type": ["boolean", "null"]}}},
    {"type": "object", "properties": {"mode": {"type": "string"}}, "allOf": [{"required": ["mode"]}], "if": {"properties": {"mode": {"const": "x"}}, "required": ["mode"]}, "then": {"required": ["extra"]}, "not": {"required": ["bad"]}},
]
CONFIGS = [
    {}, {"key": "abc", "start": "2024-01-01"}, {"key": "ab", "start": "2024-01-01"}, {"key": "abc"}, {"key": 5, "start": "x"}, {"key": "abc", "start": "2024-01-01", "count": 0}, {"key": "abc", "start": "2024-01-01", "count": "5", "other": 1},
    {"key": "abc", "start": "2024-01-01", "count": 11, "x": 1, "y": 2}, {"key": None, "start": None}, {"auth": {}}, {"auth": {"type": "token"}}, {"auth": {"type": "token", "token": 5}}, {"auth": {"type": "basic", "user": "u"}, "region": "asia"}, {"auth": "x"}, {"auth": {"type": "other", "user": "u"}},
    {"auth": {"type": "token", "token": "t"}, "region": "eu"}, {"list": []}, {"list": ["a", "a"]}, {"list": ["a", 1]}, {"list": "a"}, {"any": "x"}, {"any": None}, {"nested": {}}, {"nested": {"a": {}}}, {"nested": {"a": 1}, "list": []}, {"flag": "true"}, {"flag": None},
    {"mode": "x"}, {"mode": "x", "extra": 1}, {"mode": "y", "bad": 1}, {"bad": 1}, {"mode": 1},
]
CASES = []
for schema, config in itertools.product(SCHEMAS, CONFIGS):
    try:
        validate(instance=config, schema=schema)
        message = None
    except ValidationError as error:
        message = error.message
    CASES.append({"schema": schema, "config": config, "message": message})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "config.json"), "w") as file:
    json.dump(CASES, file, ensure_ascii=False, separators=(",", ":"))
print(len(CASES))
