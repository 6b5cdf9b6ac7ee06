"""The files under .deploy/, checked as far as a machine without a container engine can."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy import nginx


def manifests(root: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((root / ".deploy" / "kubernetes").glob("*.yaml")):
        yield from yaml.safe_load_all(path.read_text("utf-8"))


def of_kind(root: Path, kind: str) -> dict[str, Any]:
    return next(
        one
        for one in manifests(root)
        if one["kind"] == kind and one["metadata"]["name"] == "depthwise-lab"
    )


@pytest.mark.parametrize("version", ["1.31", "1.37"])
def test_the_manifests_fit_the_schemas_of_kubernetes(root: Path, version: str) -> None:
    for manifest in manifests(root):
        kubernetes_validate.validate(manifest, version, strict=True)


def test_the_manifests_fit_each_other(root: Path) -> None:
    deployment, service = of_kind(root, "Deployment"), of_kind(root, "Service")
    ingress, scaler = of_kind(root, "Ingress"), of_kind(root, "HorizontalPodAutoscaler")
    pod = deployment["spec"]["template"]
    labels = pod["metadata"]["labels"]
    assert deployment["spec"]["selector"]["matchLabels"] == labels == service["spec"]["selector"]
    (container,) = pod["spec"]["containers"]
    ports = {port["name"] for port in container["ports"]}
    assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports
    for probe in "startupProbe", "livenessProbe", "readinessProbe":
        assert container[probe]["httpGet"]["port"] in ports
    (rule,) = ingress["spec"]["rules"]
    assert [rule["host"]] == ingress["spec"]["tls"][0]["hosts"]
    hosts = {one["name"]: one["value"] for one in container["env"]}
    assert hosts["STREAMLIT_SERVER_ALLOWED_HOSTS"] == rule["host"]
    assert scaler["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert "replicas" not in deployment["spec"], "the autoscaler's number would be overwritten"


def test_the_compose_file_and_the_proxy_name_the_same_replicas(root: Path) -> None:
    services = yaml.safe_load((root / ".deploy/compose.yaml").read_text("utf-8"))["services"]
    replicas = [name for name in services if name.startswith("lab-")]
    for name in replicas:
        assert services[name]["environment"]["DWCONV_REPLICA"] == name
        assert services[name]["environment"]["DWCONV_CLASS_STORE"]  # as all of them have it
        (group,) = re.findall(rf"upstream {name} {{(.*?)}}", nginx.text(), re.DOTALL)
        assert re.findall(r"server (lab-\d+):8501", group)[0] == name
        assert set(re.findall(r"server (lab-\d+):8501 backup", group)) == {*replicas} - {name}
        assert re.search(rf"^ +{name} {name};", nginx.text(), re.MULTILINE)
    (everybody,) = re.findall(r"upstream any {(.*?)}", nginx.text(), re.DOTALL)
    assert re.findall(r"server (lab-\d+):8501", everybody) == replicas
    assert set(services["proxy"]["depends_on"]) == set(replicas)


def test_the_container_copies_only_what_exists_and_runs_as_nobody(root: Path) -> None:
    text = (root / ".deploy/Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (root / source).exists(), source
    assert re.search(r"^USER 10001", text, re.MULTILINE)
    assert "--require-hashes" in text


def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    nginx.check(tmp_path, listen=8080, replicas=[8501, 8502])
