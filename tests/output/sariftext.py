"""Parts of SARIF reports."""

from __future__ import annotations

import json
from typing import Any


def run_of(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    (run,) = document["runs"]
    return run


def result_of(text: str) -> dict[str, Any]:
    (result,) = run_of(text)["results"]
    return result


def region_of(result: dict[str, Any]) -> dict[str, Any]:
    region: dict[str, Any] = result["locations"][0]["physicalLocation"]["region"]
    return region


def uri_of(result: dict[str, Any]) -> dict[str, Any]:
    location: dict[str, Any] = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return location
