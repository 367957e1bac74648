"""/api/schema/, the OpenAPI document, and /api/docs/, the same as a page. The page needs no JavaScript."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from threading import Lock
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

import api.openapi  # noqa: F401  # drf-spectacular knows its extensions once they are imported
from api import problems
from consult import sentences as domain

METHODS: Final = ("get", "post", "put", "patch", "delete")
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")

Schema = Mapping[str, Any]

_one_at_a_time = Lock()


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, in JSON."""
    answer = HttpResponse(json.dumps(document()), content_type="application/json")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same for people, in English as the document is."""
    with translation.override("en"):
        page = render(request, "api/docs.html", told(document()))
    page["Cache-Control"] = "no-cache"
    return page


def document() -> Schema:
    """The OpenAPI document; it is the same for everybody as long as the process lives."""
    with _one_at_a_time:  # drf-spectacular's registries are not for two threads at once
        return generated()


@cache
def generated() -> Schema:
    """The same, made anew."""
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-any-return, no-untyped-call]


def told(document: Schema) -> dict[str, object]:
    """What the page shows: the addresses by subject, the shapes of what is sent, the codes of problems."""
    subjects = groupby(operations(document), key=lambda operation: operation["subject"])
    shapes = document["components"]["schemas"]
    return {
        "subjects": [(subject, list(of_subject)) for subject, of_subject in subjects],
        "shapes": [{"name": name, **shape_told(shape, shapes)} for name, shape in shapes.items() if shape.get("properties")],
        "problems": sorted({**sentences(domain.SENTENCES), **sentences(problems.SENTENCES)}.items()),
    }


def operations(document: Schema) -> Iterator[dict[str, Any]]:
    """Each method of each address, by subject."""
    items = document["paths"].items()
    shapes = document["components"]["schemas"]
    every = [(operation["tags"][0], path, method, operation) for path, item in items for method, operation in item.items()]
    for subject, path, method, operation in sorted(every, key=lambda one: (one[0], one[1], METHODS.index(one[2]))):
        yield {
            "subject": subject,
            "id": operation["operationId"],
            "method": method.upper(),
            "path": path,
            "about": operation.get("description", ""),
            "is_public": {} in operation["security"],
            "parameters": [parameter(each, shapes) for each in operation.get("parameters", [])],
            "body": body(operation.get("requestBody", {}), shapes),
            "answers": [(status, answer["description"], body(answer, shapes)) for status, answer in operation["responses"].items()],
        }


def parameter(given: Schema, shapes: Schema) -> dict[str, object]:
    """One parameter of an address."""
    about = {"name": given["name"], "where": given["in"], "is_required": given.get("required", False)}
    return {**about, **kind(given["schema"], shapes), "about": given.get("description", "")}


def body(content: Schema, shapes: Schema) -> dict[str, str] | None:
    """The shape of a body; None where there is none."""
    media = next(iter(content.get("content", {}).values()), None)
    return kind(media["schema"], shapes) if media else None


def shape_told(shape: Schema, shapes: Schema) -> dict[str, object]:
    """A shape with its fields."""
    required = shape.get("required", [])
    fields = [
        {"name": name, "is_required": name in required, **kind(field, shapes), "about": field.get("description", "")}
        for name, field in shape["properties"].items()
    ]
    return {"about": shape.get("description", ""), "fields": fields}


def kind(field: Schema, shapes: Schema) -> dict[str, str]:
    """What kind of value it is, in words, and the shape that this leads to, if any."""
    if "$ref" in field:
        return kind_named(field["$ref"].rpartition("/")[2], shapes)
    if parts := next((field[word] for word in ("allOf", "oneOf", "anyOf") if word in field), None):
        kinds = [kind(part, shapes) for part in parts]
        leads = [each["shape"] for each in kinds if each["shape"]]
        return {"words": " or ".join(each["words"] for each in kinds), "shape": leads[0] if leads else ""}
    if field.get("type") == "array":
        item = kind(field["items"], shapes)
        return {"words": f"list of {item['words']}", "shape": item["shape"]}
    return {"words": plain_kind(field), "shape": ""}


def kind_named(name: str, shapes: Schema) -> dict[str, str]:
    """The same for a shape that has a name; only one with fields has a place on the page."""
    shape = shapes[name]
    if "properties" in shape:
        return {"words": name, "shape": name}
    return {"words": "an empty object" if shape.get("type") == "object" else plain_kind(shape), "shape": ""}


def plain_kind(field: Schema) -> str:
    """A value without parts, in words."""
    if "enum" in field:
        return " | ".join("null" if choice is None else str(choice) for choice in field["enum"])
    types = field.get("type", "anything")
    words = types if isinstance(types, str) else " or ".join(types)
    return f"{words} ({field['format']})" if "format" in field else words


def sentences(codes: Mapping[str, Any]) -> dict[str, str]:
    """The sentence of each code, with the names of its facts in braces."""
    return {code: PLACEHOLDER.sub(r"{\1}", str(sentence)) for code, sentence in codes.items()}
