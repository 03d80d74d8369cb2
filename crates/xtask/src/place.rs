//! Where things are: the workspace, the built page and the tools that set-up installed.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// The folders every chore works in.
pub(crate) struct Place {
    /// The root of the workspace.
    pub(crate) root: PathBuf,
    /// Tools that set-up installed, shared by all clones of this user:
    /// `${XDG_CACHE_HOME:-~/.cache}/razmetka/tools`.
    pub(crate) tools: PathBuf,
}

impl Place {
    /// Finds the folders from the manifest of this crate and from the environment.
    pub(crate) fn find() -> Result<Place> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned);
        let root = root.context("crates/xtask lies two folders below the root of the workspace")?;
        Ok(Place { root, tools: cache_folder()?.join("razmetka/tools") })
    }

    /// The folder of the built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A child in the root of the workspace that sees the installed tools first and never waits for the keyboard.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path()).stdin(Stdio::null());
        command
    }

    /// [`command`](Self::command) for cargo, with the arguments as they would be typed.
    pub(crate) fn cargo(&self, arguments: &str) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments.split_whitespace());
        command
    }

    /// The first program of the given names on the search path, with its full path.
    pub(crate) fn program(&self, names: &[&str]) -> Option<PathBuf> {
        let folders: Vec<PathBuf> = env::split_paths(&self.path()).collect();
        let candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        candidates.into_iter().find(|candidate| is_program(candidate))
    }

    fn path(&self) -> OsString {
        let ours = [self.tools.join("bin"), self.tools.join("node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = ours.into_iter().chain(env::split_paths(&inherited));
        env::join_paths(folders).unwrap_or(inherited)
    }
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .context("no folder for the tools: set XDG_CACHE_HOME or HOME to an absolute path")
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}
