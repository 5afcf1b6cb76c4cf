"""Writes counterpart.json: what the custom classes of connectors do with answers and records of our own. Needs the classes themselves, which
are no part of this project: in a folder for each connector, the `components.py` of the connector's `components.zip` in Airbyte's registry.
Run with a Python that has airbyte-cdk 7.39.1: python generate_counterparts.py FOLDER"""
import copy
import importlib.util
import json
import os
import sys

import requests
from airbyte_cdk.sources.declarative.auth.token import BasicHttpAuthenticator, BearerAuthenticator
from airbyte_cdk.sources.declarative.auth.token_provider import InterpolatedStringTokenProvider

FOLDER = sys.argv[1]
CASES = []


def load(connector):
    path = os.path.join(FOLDER, connector, "components.py")
    spec = importlib.util.spec_from_file_location(connector.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def answer(body):
    response = requests.Response()
    response.status_code, response._content = 200, body.encode()
    return response


def authenticator(fields, config):
    """An authenticator of the CDK, from its fields in a manifest."""
    if fields["type"] == "BasicHttpAuthenticator":
        return BasicHttpAuthenticator(config=config, username=fields["username"], password=fields["password"], parameters={})
    return BearerAuthenticator(InterpolatedStringTokenProvider(api_token=fields["api_token"], config=config, parameters={}), config, parameters={})


def case(connector, name, kind, fields, given, config={}, parameters={}):
    """Keeps what the class does with a record or an answer's body, or that it fails."""
    result = {}
    try:
        extra = {"config": config, "parameters": parameters} if fields else {}
        if kind == "authenticator":
            extra.update({field: authenticator(written, config) for field, written in fields.items()})
            result["value"] = dict(getattr(load(connector), name)(**extra).get_auth_header())
            return
        component = getattr(load(connector), name)(**copy.deepcopy(fields), **extra)
        if kind == "extractor":
            result["value"] = list(component.extract_records(answer(given if isinstance(given, str) else json.dumps(given))))
        else:
            record = copy.deepcopy(given)
            component.transform(record, config=config)
            result["value"] = record
    except Exception as error:
        result["error"] = type(error).__name__
    finally:
        CASES.append({"connector": connector, "class": name, "kind": kind, "fields": fields, "config": config, "parameters": parameters, "given": given, **result})


for record in [
    {},
    {"id": "s1", "cf_size": "L", "plan": "gold", "cf_age": 3},
    {"cf_": None, "xcf_a": 1, "CF_b": 2, "cf_list": [1, {"cf_in": 2}], "nested": {"cf_deep": 1}},
    {"custom_fields": "before", "cf_x": True},
    {"custom_fields": ["kept?"], "a": 1.5},
]:
    case("source-chargebee", "CustomFieldTransformation", "transformation", {}, record)

for body in [{"dates": ["2024-02-29", "2024-03-01"]}, {"dates": []}, {"dates": None, "object": "x"}, {"dates": {"a": 1}}, "", "no JSON"]:
    case("source-recurly", "ExportDatesExtractor", "extractor", {}, body)

events = [
    {"id": 1, "ticket_id": 70, "timestamp": 1700000000, "via_reference_id": 5, "child_events": [
        {"id": 11, "event_type": "Comment", "via": {"channel": "web"}, "body": "first"},
        {"id": 12, "event_type": "Change", "status": "open"},
        {"id": 13, "event_type": "Comment", "via": "Mail", "ticket_id": 1},
        {"id": 14, "event_type": "comment"}, {"id": 15}, {"id": 16, "event_type": "Comment"}]},
    {"id": 2, "child_events": [{"id": 21, "event_type": "Comment", "via": None}]},
    {"id": 3}, {"id": 4, "child_events": []},
]
for body in [{"ticket_events": events, "next_page": None}, {"ticket_events": []}, {"ticket_events": None}, {}, "", "<html/>", {"ticket_events": [{"child_events": None}]}, {"ticket_events": [None]}, {"ticket_events": 5}]:
    case("source-zendesk-support", "ZendeskSupportExtractorEvents", "extractor", {}, body)
all_of, any_of = [{"title": "Group", "subject": "g", "operators": [1]}, {"title": "T", "condition": "old"}], [{"title": "Any"}]
for body in [{"definitions": {"conditions_all": all_of, "conditions_any": any_of}}, {"definitions": {"conditions_all": [], "conditions_any": any_of}}, {"definitions": {"conditions_all": all_of}}, {"definitions": None}, {"definitions": {"conditions_all": None, "conditions_any": []}}, "", {"other": 1}]:
    case("source-zendesk-support", "ZendeskSupportAttributeDefinitionsExtractor", "extractor", {}, body)

for path, body in [
    (["data"], {"data": [{"item": "file", "id": 1, "data": {"id": 1, "name": "a"}}, {"item": "file", "id": 2, "data": None}, {"id": 3}, {"id": 4, "data": {}}]}),
    (["data"], {"data": {"id": 5, "data": {"id": 5, "deep": True}}}),
    (["data"], {"data": None}), (["data"], {"success": True}), (["data"], {"data": []}), ([], {"id": 6, "data": {"x": 1}}), ([], {}),
    (["data", "*", "rows"], {"data": [{"rows": {"id": 7, "data": None}}, {"rows": {"id": 8, "data": {"y": 2}}}]}),
    (["{{ config['key'] }}"], {"rows": [{"id": 9}]}), (["{{ parameters['key'] }}", "in"], {"own": {"in": [{"id": 10, "data": {"z": 0}}]}}), (["data"], ""), (["data"], {"data": [None]}),
]:
    case("source-pipedrive", "NullCheckedDpathExtractor", "extractor", {"field_path": path, "nullable_nested_field": "data"}, body, {"key": "rows"}, {"key": "own"})

DATES = [
    "/Date(1419937200000+0000)/", "/Date(1419937200000)/", "/Date(1419937200999+1300)/", "/Date(1419937200000-0530)/", "/Date(-1)/", "/Date(-62135596800000)/", "/Date(-62135596800001)/",
    "/Date(0+0000)/", "on Date(86399999) and Date(5)", "Date(12", "Date()", "Date(1.5)", "date(1)", "/Date(1+12)/", "/Date(1+123)/", "/Date(1+1)/", "/Date(1-)/", "/Date(1+)/", "/Date(1419937200000+00001)/",
    "/Date(253402300799999)/", "/Date(253402300800000)/", "/Date(253402300799999+0001)/", "/Date(99999999999999999999)/", "/Date(-62135596800000-0100)/", "2014-12-30T11:00:00", "2014-12-30", "", "plain",
]
for text in DATES:
    case("source-xero", "CustomExtractor", "extractor", {"field_path": ["Items"]}, {"Items": [{"ID": "a", "At": text}]})
rows = [{"ID": "a", "UpdatedDateUTC": DATES[0], "Lines": [{"At": DATES[3], "Tags": [DATES[0]], "n": 1}, [{"At": DATES[1]}]], "Contact": {"At": DATES[2], "none": None}}, {"ID": "b", "Amount": 12.5, "ok": True}]
for path, body in [
    (["Items"], {"Items": rows}), ([], rows[0]), ([], {}), (["Items", "*", "Contact"], {"Items": rows[:1]}), (["Items", "0"], {"Items": rows}), (["None"], {"Items": rows}), (["Items"], {"Items": None}),
    (["Items"], {"Items": []}), (["Items"], {"Items": rows[1]}), (["{{ parameters['path'] }}"], {"Own": rows}), (["{{ config['path'] }}"], {"Mine": [{"At": DATES[7]}]}), (["Items"], ""), (["*"], {"A": {"At": DATES[1]}, "B": [{"At": DATES[4]}]}),
]:
    case("source-xero", "CustomExtractor", "extractor", {"field_path": path}, body, {"path": "Mine"}, {"path": "Own"})

resources = [
    {"id": 1, "type": "prospect", "attributes": {"name": "Ann", "id": 0, "stage": "text"}, "relationships": {
        "account": {"data": {"type": "account", "id": 7}}, "stage": {"data": {"id": 3}}, "tags": {"data": [{"id": 4}, {"type": "tag"}]}, "calls": {"links": {}}, "mails": {"data": []}, "owner": {"data": None}, "empty": {"data": {}}, "typed": {"data": {"type": "x"}}, "id": {"data": {"id": 99}}}},
    {"id": 2, "attributes": {}}, {"id": 3, "attributes": {"a": {"b": [1]}}, "relationships": {}},
]
for body in [{"data": resources}, {"data": []}, {"data": None}, {}, {"data": [{"attributes": {}}]}, {"data": [{"id": 1}]}, {"data": [{"id": 1, "attributes": None}]}, {"data": [{"id": 1, "attributes": {}, "relationships": None}]}, {"data": [{"id": 1, "attributes": {}, "relationships": {"a": None}}]}, {"data": {"id": 1}}]:
    case("source-outreach", "CustomExtractor", "extractor", {}, body)

trees = [
    {"id": 1, "name": "Main", "menus": [{"id": 10, "name": "Start", "routes": [{"id": 100, "keypress": "1"}, {"id": 101, "ivr_id": "own"}]}, {"id": 11, "ivr_id": "own", "routes": []}, {"id": 12}]},
    {"id": 2, "menus": []}, {"id": 3}, {"menus": []},
]
for name in ["IVRMenusRecordExtractor", "IVRRoutesRecordExtractor"]:
    for body in [{"ivrs": trees, "count": 4}, {"ivrs": []}, {}, {"ivrs": None}, {"ivrs": [{"menus": [{"id": 1}]}]}, {"ivrs": [{"menus": [{"routes": [{"id": 1}]}]}]}, {"ivrs": [{"id": 1, "menus": [{"routes": [{"id": 1}]}]}]}, {"ivrs": [{"id": 1, "menus": None}]}, {"ivrs": [None]}]:
        case("source-zendesk-talk", name, "extractor", {}, body)
ways = {
    "legacy_basic_auth": {"type": "BasicHttpAuthenticator", "username": "{{ config['email'] }}/old", "password": "{{ config['access_token'] }}"},
    "basic_auth": {"type": "BasicHttpAuthenticator", "username": "{{ config['credentials']['email'] }}/new", "password": "{{ config['credentials']['api_token'] }}"},
    "oauth": {"type": "BearerAuthenticator", "api_token": "{{ config['credentials']['access_token'] }}"},
}
for config in [
    {"email": "a@example.com", "access_token": "t1"}, {"email": "a@example.com", "access_token": "t1", "credentials": {"auth_type": "oauth2.0", "access_token": "t2"}},
    {"email": "", "access_token": "t1", "credentials": {"auth_type": "oauth2.0", "access_token": "t2"}}, {"access_token": "t1", "credentials": {"auth_type": "api_token", "email": "ü@example.com", "api_token": "t3"}},
    {"credentials": {"auth_type": "other"}}, {"credentials": {}}, {}, {"credentials": None}, {"email": "a@example.com"},
]:
    case("source-zendesk-talk", "ZendeskTalkAuthenticator", "authenticator", ways, None, config)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "counterpart.json"), "w") as file:
    json.dump(CASES, file, ensure_ascii=False, indent=None, separators=(",", ":"))
print(len(CASES), "cases,", sum("error" in case for case in CASES), "of them errors")
