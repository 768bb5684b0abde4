"""Writes palimpsest_client/models.py and methods.py from docs/openapi.json.

    pip install './clients/python[generate]' && python clients/python/generate.py

With ``--check`` it writes nothing and fails when what is committed is not what it would write.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

here = Path(__file__).resolve().parent
package = here / "palimpsest_client"
notice = "# Generated from docs/openapi.json by generate.py; changes here are lost."

options = [
    "--input-file-type=openapi",
    "--output-model-type=typing.TypedDict",
    "--target-python-version=3.10",
    "--use-union-operator",
    "--use-standard-collections",
    "--enum-field-as-literal=all",
    "--use-field-description",
    "--formatters=builtin",
    "--disable-timestamp",
    f"--custom-file-header={notice}",
]


def main() -> int:
    document = json.loads((here / "../../docs/openapi.json").read_text(encoding="utf-8"))
    written = {"models.py": models_of(document), "methods.py": methods_of(document)}
    if "--check" in sys.argv:
        stale = [name for name, text in written.items() if (package / name).read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"palimpsest_client/{name} is stale: run python clients/python/generate.py")
        return 1 if stale else 0
    for name, text in written.items():
        (package / name).write_text(text, encoding="utf-8")
    return 0


def models_of(document: dict[str, Any]) -> str:
    """Types of what is sent and answered. They are open: a newer server may say more."""
    schemas = {"openapi": document["openapi"], "info": document["info"], "paths": {}}
    schemas["components"] = {"schemas": opened(document["components"]["schemas"])}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "openapi.json"), Path(folder, "models.py")
        source.write_text(json.dumps(schemas), encoding="utf-8")
        command = [sys.executable, "-m", "datamodel_code_generator", f"--input={source}", f"--output={target}"]
        subprocess.run([*command, *options], check=True, cwd=folder)
        return target.read_text(encoding="utf-8")


def opened(schema: Any) -> Any:
    if isinstance(schema, list):
        return [opened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: value for name, value in schema.items() if not (name == "additionalProperties" and value is False)}
    return {name: opened(value) for name, value in kept.items()}


head = f'''{notice}
"""One method per route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from typing_extensions import TypedDict

from . import models
from .runtime import Runtime


class Methods:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def __repr__(self) -> str:
        return repr(self._runtime)
'''


def methods_of(document: dict[str, Any]) -> str:
    pages: dict[str, str] = {}
    methods = [
        method_of(method, path, operation, pages)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    start, _, rest = head.partition("\n\nclass Methods")
    return start + "".join(f"\n\n{page}" for page in pages.values()) + "\n\nclass Methods" + rest + "".join(methods)


def method_of(method: str, path: str, operation: dict[str, Any], pages: dict[str, str]) -> str:
    parameters = operation["parameters"]
    names = [parameter["name"] for parameter in parameters if parameter["in"] == "path"]
    query = [parameter for parameter in parameters if parameter["in"] == "query"]
    body = operation.get("requestBody", {}).get("content", {})
    gives, answer = answer_of(operation, pages)
    arguments = [f"{name}: str" for name in names]
    arguments += [f"body: {'bytes' if 'application/octet-stream' in body else type_of(body['application/json']['schema'])}"] if body else []
    arguments += [f"{parameter['name']}: {type_of(parameter['schema'])} | None = None" for parameter in query]
    arguments += ["after: int | None = None"] if gives == "events" else []
    signature = ", ".join(["self", *(["*"] if arguments else []), *arguments])
    call = call_of(method, path, names, [parameter["name"] for parameter in query], bool(body), gives, parameters)
    text = " ".join(filter(None, [operation["summary"] + ".", operation.get("description", "")]))
    returned = f"return {call}" if answer != "None" else call
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", operation["operationId"]).lower()
    return f'\n    def {name}({signature}) -> {answer}:\n        """{text}"""\n        {returned}\n'


def call_of(
    method: str, path: str, names: list[str], query: list[str], body: bool, gives: str, parameters: list[dict[str, Any]]
) -> str:
    mapping = "{" + ", ".join(f'"{name}": {name}' for name in names) + "}"
    if gives == "events":
        return f'self._runtime.stream("{path}", names={mapping}, after=after)'
    given = [f'"{method.upper()}"', f'"{path}"', f'gives="{gives}"', f"names={mapping}"]
    given += ["query={" + ", ".join(f'"{name}": {name}' for name in query) + "}"] if query else []
    given += ["body=body"] if body else []
    given += ["idempotent=True"] if any(parameter["name"] == "Idempotency-Key" for parameter in parameters) else []
    return f"self._runtime.call({', '.join(given)})"


def answer_of(operation: dict[str, Any], pages: dict[str, str]) -> tuple[str, str]:
    """How the answer is read, and its type."""
    [success] = [response for status, response in operation["responses"].items() if status.startswith("2") and status != "206"]
    content = success.get("content")
    if not content:
        return "nothing", "None"
    [(media_type, found)] = content.items()
    if media_type == "text/event-stream":
        return "events", f"Iterator[{type_of(found['x-item-schema'])}]"
    if media_type in ("application/octet-stream", "application/pdf", "application/x-tar"):
        return "bytes", "bytes"
    if media_type == "application/json":
        return "json", page_of(operation["operationId"], found["schema"], pages)
    return "text", "str"


def page_of(operation: str, schema: dict[str, Any], pages: dict[str, str]) -> str:
    """A list has no name in the document: it gets one."""
    rows = schema.get("properties", {}).get("items", {}).get("items")
    if rows is None:
        return type_of(schema)
    name = f"{operation[0].upper()}{operation[1:]}Page"
    after = ["    next: str | None"] if "next" in schema["properties"] else []
    pages[name] = "\n".join([f"class {name}(TypedDict):", f"    items: list[{type_of(rows)}]", *after]) + "\n"
    return name


plain = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def type_of(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"models.{schema['$ref'].rsplit('/', 1)[1]}"
    if "enum" in schema:
        return f"Literal[{', '.join(json.dumps(value) for value in schema['enum'])}]"
    return plain.get(schema.get("type", ""), "Any")


if __name__ == "__main__":
    sys.exit(main())
