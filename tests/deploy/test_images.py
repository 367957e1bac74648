"""What the images and the compose file say of themselves, as far as this can be told without containers."""

import re
import shutil
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from deploy import machine
from deploy.nginx import filled
from deploy.settings.parts import ROOT
from tests.deploy.test_settings import PRODUCTION

pytestmark = pytest.mark.sqlite  # no database is asked

DEPLOY: Final = ROOT / "deploy"
BLANK: Final = re.compile(r"\$\{([A-Z_0-9]+)\}")
NAMED: Final = re.compile(r"\$\{([A-Z_]+)")
OURS: Final = ("migrate", "server-1", "server-2", "worker")

Stage = list[tuple[str, str]]  # instruction, what it says


def stages() -> dict[str, Stage]:
    """The stages of the Dockerfile by their names."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    found: dict[str, Stage] = {"": []}
    for line in filter(None, text.splitlines()):
        instruction, _, said = line.partition(" ")
        if instruction == "FROM":
            found[said.rpartition(" AS ")[2]] = []
        found[list(found)[-1]].append((instruction, said))
    return found


def default(text: str) -> str:
    """What a value of the compose file is where nothing is set; from the innermost to the outermost."""
    within = re.sub(r"\$\{[A-Z_]+:-([^${}]*)\}", r"\1", text)
    return within if within == text else default(within)


def variables(stage: Stage) -> dict[str, str]:
    """What ENV sets."""
    said = " ".join(text for instruction, text in stage if instruction == "ENV")
    return {name: value.strip("'") for name, value in re.findall(r"([A-Z_0-9]+)=('[^']*'|\S+)", said)}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file, its references followed."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def test_an_image_holds_locked_hashed_requirements_and_runs_as_nobody_who_may_do_much() -> None:
    made = stages()
    installed = next(text for instruction, text in made["built"] if "pip install" in text)

    assert {"--require-hashes", "--no-deps"} <= set(installed.split())
    assert list(made) == ["", "built", "rembuk", "web"]
    assert ("USER", "10001") in made["rembuk"]
    assert [instruction for instruction, _ in made["rembuk"]].index("USER") < len(made["rembuk"]) - 1
    assert "unprivileged" in made["web"][0][1]
    assert not [text for stage in made.values() for instruction, text in stage if instruction == "ADD"]
    assert [text.partition("=")[0] for instruction, text in made[""] if instruction == "ARG"] == ["PYTHON", "NGINX"]
    assert not {"SECRET_KEY", "DATABASE_URL"} & variables(made["rembuk"]).keys()


def copied(folder: Path) -> None:
    """What the ignore file lets into the image, there."""
    for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines():
        if line.startswith("!"):
            source, target = ROOT / line[1:], folder / line[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)


def test_what_is_copied_into_the_image_is_enough(tmp_path: Path) -> None:
    copied(tmp_path)
    environment = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "deploy.settings.production", "PATH": "/usr/bin:/bin"}
    environment["SECRET_KEY"] = "".join(map(chr, range(48, 120)))
    for command in (("collectstatic", "--no-input", "--verbosity=0"), ("check",)):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert not {"tests", "docs", ".git", ".venv"} & {each.name for each in tmp_path.iterdir()}
    assert list((tmp_path / "staticfiles").glob("naskah.*.css.gz"))


def test_every_blank_of_nginx_conf_has_its_value_in_the_image() -> None:
    blanks = set(BLANK.findall((DEPLOY / "nginx.conf").read_text()))
    values = variables(stages()["web"])

    assert blanks == set(re.findall(r"[A-Z_0-9]+", values["NGINX_ENVSUBST_FILTER"]))
    assert blanks == values.keys() - {"NGINX_ENVSUBST_FILTER", "NGINX_ENVSUBST_OUTPUT_DIR"}
    copies = {target: source for instruction, text in stages()["web"] if instruction == "COPY" for source, target in [text.split()[-2:]]}
    assert copies["/etc/nginx/templates/nginx.conf.template"] == "deploy/nginx.conf"
    assert {values["STATIC"], values["PAGES"]} <= copies.keys()


@pytest.mark.nginx
def test_nginx_finds_nothing_wrong_with_the_configuration_of_the_image(tmp_path: Path) -> None:
    values = variables(stages()["web"]) | {"FOLDER": str(tmp_path), "LOG": str(tmp_path / "log")}
    values |= {"SERVER_1": "127.0.0.1:8001", "SERVER_2": "127.0.0.1:8002"}  # there, their names are known
    (tmp_path / "nginx.conf").write_text(filled(values))
    command = [str(machine.nginx()), "-t", "-e", "stderr", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-g", "daemon off;"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_both_servers_come_after_one_migration_and_nginx_after_both(compose: dict[str, Any]) -> None:
    services = compose["services"]

    for name in ("server-1", "server-2", "worker"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert services["migrate"]["command"][1:3] == ["manage.py", "migrate"]
    assert services["web"]["depends_on"].keys() == {"server-1", "server-2"}
    values = variables(stages()["web"])
    assert {values["SERVER_1"], values["SERVER_2"]} == {"server-1:8000", "server-2:8000"}
    healthy = {name for name, service in services.items() if "healthcheck" in service}
    assert services.keys() - healthy == {"migrate", "worker"}


def test_only_nginx_is_reached_from_outside_and_its_word_counts(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert {name for name, service in services.items() if "ports" in service} == {"web"}
    assert services["server-1"]["environment"]["TRUSTED_PROXIES"] == services["web"]["networks"]["default"]["ipv4_address"]


def test_an_address_that_a_service_has_for_good_is_given_to_no_other(compose: dict[str, Any]) -> None:
    (given,) = compose["networks"]["default"]["ipam"]["config"]
    subnet, others = (ip_network(default(given[name])) for name in ("subnet", "ip_range"))
    fixed = [service["networks"]["default"]["ipv4_address"] for service in compose["services"].values() if "networks" in service]
    taken = [ip_address(default(address)) for address in [*fixed, given["gateway"]]]

    assert len(taken) == len(set(taken)) == 4
    for address in taken:
        assert address in subnet
        assert address not in others
    assert others.subnet_of(subnet)  # type: ignore[arg-type]
    assert str(taken[-1]) == default(compose["services"]["web"]["environment"]["BALANCER"])


def test_a_certificate_lies_in_a_folder_that_is_mounted_whole_so_that_a_new_one_is_seen() -> None:
    web = yaml.safe_load((DEPLOY / "compose.tls.yaml").read_text())["services"]["web"]
    mounted = dict(volume.removesuffix(":ro").rsplit(":", 1) for volume in web["volumes"])
    read = re.findall(r"^ssl_certificate(?:_key)? (.+)/[a-z]+\.pem;$", (DEPLOY / "tls.conf").read_text(), re.MULTILINE)

    assert [target for source, target in mounted.items() if source == "${TLS_FOLDER:?}"] * 2 == read
    assert mounted["./tls.conf"] in {str(Path(read[0]).parent / "tls.conf")}


def test_where_tls_ends_in_nginx_it_listens_where_it_sees_who_asks() -> None:
    web = yaml.safe_load((DEPLOY / "compose.tls.yaml").read_text())["services"]["web"]

    assert {port.rpartition(":")[0].rpartition(":")[0] for port in web["ports"]} == {"0.0.0.0"}


def test_what_runs_our_code_may_write_nothing_and_gain_no_rights(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert (service["read_only"], service["cap_drop"], service["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])


def test_secrets_and_all_that_production_asks_for_come_from_the_environment_and_are_named_where_they_are_missing(
    compose: dict[str, Any],
) -> None:
    given = compose["services"]["server-1"]["environment"]
    text = (DEPLOY / "compose.yaml").read_text()

    assert PRODUCTION.keys() <= given.keys()
    for name in (*PRODUCTION, "POSTGRES_PASSWORD"):
        assert name == "DATABASE_URL" or f"${{{name}:?}}" in text
    settings = "".join(file.read_text() for file in (DEPLOY / "settings").glob("*.py"))
    assert not {name for name in given if f'"{name}"' not in settings}


def test_the_example_names_every_variable_without_which_nothing_starts() -> None:
    example = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "example.env").read_text(), re.MULTILINE))
    compose = (DEPLOY / "compose.yaml").read_text()

    assert set(re.findall(r"\$\{([A-Z_]+):\?\}", compose)) <= example <= set(NAMED.findall(compose))
    secret = re.findall(r"^(SECRET_KEY|POSTGRES_PASSWORD|EMAIL_HOST_PASSWORD)=(.+)", (DEPLOY / "example.env").read_text(), re.MULTILINE)
    assert not secret
