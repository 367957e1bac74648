"""The environment is made once for each lock, with uv or pip, and says what is missing."""

from pathlib import Path

import pytest

from deploy import environment


class Machine:
    """A machine on which commands are only noted. What holds one of the words in `fails` fails."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ran: list[str] = []
        self.fails: tuple[str, ...] = ()

    def run(self, *command: object, **_: object) -> bool:
        """In place of a command; an environment appears where one is asked for."""
        line = " ".join(map(str, command))
        self.ran.append(line)
        fine = not any(word in line for word in self.fails)
        if fine and "venv" in line:
            (self.root / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
            (self.root / ".venv" / "bin" / "python").touch()
        return fine

    def installs(self) -> list[str]:
        """The lists that were installed, with the tool."""
        return [f"{'uv' if '/uv' in line else 'pip'} {Path(line.split()[-1]).stem}" for line in self.ran if "--require-hashes" in line]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    (tmp_path / "requirements").mkdir()
    for group in environment.HOLDS:
        (tmp_path / "requirements" / f"{group}.txt").write_text(group)
    machine = Machine(tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "ran", machine.run)
    monkeypatch.setattr(environment, "install", lambda *packages: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return machine


def test_a_second_call_runs_nothing_at_all(machine: Machine) -> None:
    assert environment.main("runtime") == 0
    assert machine.installs() == ["uv runtime"]
    machine.ran.clear()
    assert environment.main("runtime") == 0
    assert machine.ran == []


def test_a_changed_lock_is_installed_again(machine: Machine) -> None:
    environment.main("runtime")
    (machine.root / "requirements" / "runtime.txt").write_text("newer")
    environment.main("runtime")
    assert machine.installs() == ["uv runtime", "uv runtime"]


def test_after_the_tools_for_tests_nothing_is_left_to_install_for_running(machine: Machine) -> None:
    environment.main("development")
    environment.main("runtime")
    assert machine.installs() == ["uv development"]


def test_pip_installs_what_uv_could_not(machine: Machine) -> None:
    machine.fails = ("uv pip",)
    assert environment.main("runtime") == 0
    assert machine.installs() == ["uv runtime", "pip runtime"]


def test_a_failed_install_leaves_no_stamp_behind(machine: Machine) -> None:
    machine.fails = ("--require-hashes",)
    assert environment.main("runtime") == 1
    machine.fails = ()
    assert environment.main("runtime") == 0
    assert machine.installs()[-1] == "uv runtime"


def test_debians_missing_half_of_venv_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.fails = ("uv ", "ensurepip", "-m pip --version")
    assert environment.main("runtime") == 1
    assert "-venv (or uv)" in capsys.readouterr().err


def test_a_machine_without_a_new_enough_python_is_told_which_is_needed(machine: Machine) -> None:
    environment._interpreter.cache_clear()
    machine.fails = ("sys.version_info",)
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer"):
        environment.main("runtime")
