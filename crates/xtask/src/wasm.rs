//! The compiler for wasm32: the toolchain in use where it has the library, else Debian's with its source.
//!
//! Some networks let rustup's own downloads through only in part. Debian ships the sources of the standard
//! library (`rust-web-src`), and cargo can build it from them; everything about that goes through the environment.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::process::answer;
use crate::setup::State;

/// The name under which rustup knows Debian's compiler.
pub(crate) const DEBIAN_TOOLCHAIN: &str = "debian";
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Which library is there.
pub(crate) fn state(place: &Place) -> State {
    match (has_library(place), debian_compiler(place)) {
        (true, _) => State::Ready(format!("{TARGET} of the toolchain in use")),
        (false, Some(version)) => State::Ready(format!("{TARGET} built from source by Debian's {version}")),
        (false, None) => State::Missing(format!("the toolchain in use has no library for {TARGET}")),
    }
}

/// What cargo and trunk need in their environment to build for wasm32; empty the ordinary way.
pub(crate) fn environment(place: &Place) -> Vec<(&'static str, OsString)> {
    if has_library(place) {
        return Vec::new();
    }
    let mut variables = vec![
        ("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN.into()),
        // Building the library from source is not yet open to stable compilers.
        ("RUSTC_BOOTSTRAP", "1".into()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()),
    ];
    // Debian's compiler comes without rust-lld; the one of the ordinary toolchain reads the same objects.
    if let Some(linker) = linker(place) {
        variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()));
    }
    variables
}

fn has_library(place: &Place) -> bool {
    let folder = answer(place.command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_core(Path::new(&folder)))
}

fn has_core(folder: &Path) -> bool {
    let is_core = |name: &str| name.starts_with("libcore-");
    let Ok(mut entries) = folder.read_dir() else { return false };
    entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(is_core)))
}

fn debian_compiler(place: &Place) -> Option<String> {
    let version = answer(place.command("rustup").args(["run", DEBIAN_TOOLCHAIN, "rustc", "--version"]))?;
    let sysroot =
        answer(place.command("rustup").args(["run", DEBIAN_TOOLCHAIN, "rustc", "--print", "sysroot"]))?;
    Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file().then_some(version)
}

fn linker(place: &Place) -> Option<PathBuf> {
    let sysroot = PathBuf::from(answer(place.command("rustc").args(["--print", "sysroot"]))?);
    let said = answer(place.command("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "))?;
    let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    linker.is_file().then_some(linker)
}
