"""Writes tokens.json: which token the CDK signs with, how long it waits and what it learns from answers. Run with a Python that has airbyte-cdk 7.39.1: python generate_tokens.py"""
import json
import os
import random
import time
from datetime import timedelta
from types import SimpleNamespace

import requests
from airbyte_cdk.sources.declarative.auth import rate_limited_multiple_token as module
from airbyte_cdk.sources.streams.call_rate import HttpRequestRegexMatcher
from airbyte_cdk.utils.datetime_helpers import ab_datetime_parse

START = 1_700_000_000
clock = [0.0]
SLEPT = []


def sleep(seconds):
    SLEPT.append(seconds)
    clock[0] += seconds


module.time = SimpleNamespace(sleep=sleep, monotonic=lambda: clock[0])
module.ab_datetime_now = lambda: ab_datetime_parse("1970-01-01T00:00:00Z") + timedelta(seconds=START + clock[0])


def make_case(seed):
    pick = random.Random(seed)
    tokens = [f"t{index}" for index in range(pick.choice([1, 2, 2, 3]))]
    aware = {"remaining_header": "X-Left", "reset_header": "X-Reset", "limit_header": "X-Limit", "exhaustion_status_codes": [429]}
    quotas = [
        {"name": "search", "remaining_path": ["r", "s", "left"], "reset_path": ["r", "s", "at"], "matchers": [{"url_path_pattern": "^/search"}], **(aware if pick.random() < 0.6 else {})},
        {"name": "core", "remaining_path": ["r", "c", "left"], "reset_path": ["r", "c", "at"], "limit_path": ["r", "c", "max"], **(aware if pick.random() < 0.6 else {})},
    ]
    settings = {
        "tokens": tokens,
        "quotas": quotas,
        "max_wait": pick.choice([30, 600, 7200]),
        "fraction": pick.choice([0.0, 0.1, 0.5]),
        "least": pick.choice([0, 2, 50]),
        "unavailable": [404],
    }
    fetches = {
        token: [
            {"status": 404}
            if pick.random() < 0.08
            else {
                "status": 200,
                "json": {
                    "r": {
                        "s": {"left": pick.randint(0, 4), "at": START + pick.choice([-5, 3, 20, 90, 4000])},
                        "c": {"left": pick.randint(0, 6), "at": START + pick.choice([2, 15, 60, 500]), "max": pick.choice([6, 100])},
                    }
                },
            }
            for _ in range(6)
        ]
        for token in tokens
    }
    operations = []
    for _ in range(pick.randint(4, 14)):
        operations.append({"call": pick.choice(["/search/x", "/items", "/items"])})
        if pick.random() < 0.5:
            headers = {}
            if pick.random() < 0.6:
                headers["X-Left"] = pick.choice(["0", "1", "3", "9", "none"])
            if pick.random() < 0.6:
                headers["X-Reset"] = str(START + pick.choice([-100, 5, 60, 700]))
            if pick.random() < 0.3:
                headers["X-Limit"] = pick.choice(["0", "5", "50"])
            operations.append({"status": pick.choice([200, 200, 429, 403]), "headers": headers})
        if pick.random() < 0.3:
            operations.append({"pass": pick.choice([1, 10, 100])})
    return {"settings": settings, "fetches": fetches, "operations": operations}


def run(case):
    clock[0] = 0.0
    SLEPT.clear()
    settings = case["settings"]
    quotas = [
        module.TokenQuota(**{**quota, "matchers": [HttpRequestRegexMatcher(**matcher) for matcher in quota.get("matchers", [])]})
        for quota in settings["quotas"]
    ]
    authenticator = module.RateLimitedMultipleTokenAuthenticator(
        tokens=settings["tokens"],
        quotas=quotas,
        quota_status_url="http://localhost/quota",
        quota_status_unavailable_status_codes=settings["unavailable"],
        max_wait_time=timedelta(seconds=settings["max_wait"]),
        budget_reserve_fraction=settings["fraction"],
        budget_min_reserve=settings["least"],
    )
    counts = {}

    def send(token):
        def send_request(**_):
            index = counts.get(token, 0)
            counts[token] = index + 1
            answer = case["fetches"][token][min(index, 5)]
            return None, SimpleNamespace(status_code=answer["status"], json=lambda: answer.get("json"))

        return send_request

    authenticator._token_to_http_client = {token: SimpleNamespace(send_request=send(token)) for token in settings["tokens"]}
    results = []
    request = None
    for operation in case["operations"]:
        SLEPT.clear()
        if "pass" in operation:
            clock[0] += operation["pass"]
        elif "call" in operation:
            request = requests.Request("GET", "http://localhost" + operation["call"]).prepare()
            try:
                authenticator(request)
                results.append({"signed": request.headers["Authorization"], "slept": round(sum(SLEPT), 4)})
            except Exception as error:
                results.append({"error": str(error), "slept": round(sum(SLEPT), 4)})
        else:
            response = requests.Response()
            response.status_code = operation["status"]
            response.headers.update(operation["headers"])
            authenticator.update_from_response(request, response)
            results.append({"alternative": authenticator.has_alternative_token(request)})
    return results


cases = [make_case(seed) for seed in range(100)]
for case in cases:
    case["results"] = run(case)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tokens.json"), "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
print(len(cases), sum(len(case["results"]) for case in cases), sum("error" in r for c in cases for r in c["results"]), sum(r.get("slept", 0) > 0 for c in cases for r in c["results"]))
