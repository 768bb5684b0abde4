"""Runs every lint on what is in deploy/, then on broken copies: a lint that lets one of them through fails the run."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = Path(sys.executable).parent


def lints(root: Path) -> dict[str, list[str]]:
    deploy = root / "deploy"
    chart = deploy / "helm" / "palimpsest"
    yaml = [deploy / "compose.yaml", chart / "values.yaml", chart / "Chart.yaml", *sorted((chart / "ci").glob("*.yaml"))]
    return {
        "hadolint": ["hadolint", *map(str, sorted(deploy.glob("Dockerfile*")))],
        "shellcheck": ["shellcheck", *map(str, shell_scripts(root))],
        "yamllint": ["yamllint", "--strict", "-c", str(HERE / "yamllint.yaml"), *map(str, yaml)],
        "compose": ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(deploy / "compose.yaml")],
        "compose-rules": ["python", str(HERE / "compose_rules.py"), str(deploy / "compose.yaml")],
        "values-schema": ["check-jsonschema", "--check-metaschema", str(chart / "values.schema.json")],
        "chart": ["python", str(HERE / "chart.py"), str(chart)],
    }


def shell_scripts(root: Path) -> list[Path]:
    """Whatever starts like one, in the folders that have any."""
    found = [path for folder in (".ci", "bin", "deploy") for path in sorted((root / folder).rglob("*"))]
    files = [path for path in found if path.is_file() and not path.parent.name.startswith("secrets")]
    return [path for path in files if path.read_bytes()[:64].split(b"\n")[0] in (b"#!/usr/bin/env bash", b"#!/bin/sh")]


# What each lint must notice: the file, what is there, what takes its place, a word of the complaint.
BROKEN = [
    ("hadolint", "Dockerfile", "node:20.20.2-bookworm-slim AS", "node:latest AS", "DL3007"),
    ("hadolint", "Dockerfile", "USER 10001:10001", "USER root", "DL3002"),
    ("hadolint", "Dockerfile.cuda", 'CMD ["apps', 'CMD apps', "DL3025"),
    ("shellcheck", "make-secrets", 'mv "$new" "$folder"', "mv $new $folder", "SC2086"),
    ("shellcheck", "../.ci/run", 'exit $status', "exit $stauts", "SC2154"),
    ("yamllint", "compose.yaml", "name: palimpsest\n", "name: palimpsest\nname: twice\n", "duplication"),
    ("compose", "compose.yaml", "stop_grace_period: 30s", "stop_grace_perod: 30s", "stop_grace_perod"),
    ("compose", "compose.yaml", "condition: service_healthy", "condition: healthy", "healthy"),
    ("compose-rules", "compose.yaml", "'127.0.0.1:", "'0.0.0.0:", "127.0.0.1"),
    ("compose-rules", "compose.yaml", "internal: true", "internal: false", "internal"),
    ("compose-rules", "compose.yaml", "stop_grace_period: 60s\n    healthcheck: { disable", "stop_grace_period: 20s\n    healthcheck: { disable", "drain"),
    ("values-schema", "helm/palimpsest/values.schema.json", '"type": "object"', '"type": "objekt"', "objekt"),
    ("chart", "helm/palimpsest/templates/api.yaml", "{{- end }}", "{{- ende }}", "ende"),
    ("chart", "helm/palimpsest/templates/api.yaml", "periodSeconds: 10", "periodSecs: 10", "periodSecs"),
    ("chart", "helm/palimpsest/templates/_helpers.tpl", "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
    ("chart", "helm/palimpsest/templates/_helpers.tpl", "readOnlyRootFilesystem: true\n", "", "readOnlyRootFilesystem"),
    ("chart", "helm/palimpsest/templates/networkpolicy.yaml", "[Ingress, Egress]", "[Ingress]", "Egress"),
    ("chart", "helm/palimpsest/templates/serviceaccount.yaml", "automountServiceAccountToken: false", "automountServiceAccountToken: true", "token"),
    ("chart", "helm/palimpsest/ci/smallest.yaml", "connections: { secret: palimpsest-connections }", "logLevel: loud", "logLevel"),
    ("chart", "helm/palimpsest/ci/smallest.yaml", "to: [{ ipBlock: { cidr: 10.0.0.10/32 } }]", "to: []", "networkPolicy.database.to"),
    ("chart", "helm/palimpsest/values.yaml", "terminationGracePeriodSeconds: 60 ", "terminationGracePeriodSeconds: 30 ", "drainSeconds"),
]


def run(command: list[str]) -> tuple[bool, str]:
    name, *rest = command
    done = subprocess.run([PROGRAMS / name, *rest], capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    return done.returncode == 0, done.stdout + done.stderr


def broken_copy(folder: Path, file: str, old: str, new: str) -> Path:
    root = folder / "copy"
    shutil.rmtree(root, ignore_errors=True)
    for name in (".ci", "bin", "deploy"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("secrets*", "__pycache__"))
    path = root / "deploy" / file
    text = path.read_text()
    if old not in text:
        raise SystemExit(f"lint.py: {file} has no {old!r} any more: mend BROKEN")
    path.write_text(text.replace(old, new))
    return root


def main() -> int:
    complaints = []
    for name, command in lints(ROOT).items():
        passed, said = run(command)
        print(f"{'ok  ' if passed else 'FAIL'} {name}")
        if not passed:
            complaints.append(f"{name}:\n{said}")
    with tempfile.TemporaryDirectory() as folder:
        for name, file, old, new, word in BROKEN:
            passed, said = run(lints(broken_copy(Path(folder), file, old, new))[name])
            if passed or word not in said:
                complaints.append(f"{name} does not notice {new!r} in {file}; it says:\n{said}")
    print(f"{'FAIL' if complaints else 'ok  '} {len(BROKEN)} broken copies are noticed")
    print("\n".join(complaints), file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
