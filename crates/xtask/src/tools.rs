//! The tools: how each is found, which version is wanted, and how it is installed.

use std::path::PathBuf;

use crate::place::Place;
use crate::process::answer;
use crate::setup::{State, Tool, Way};
use crate::wasm;

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const AXE: &str = "4.14.1";
/// The oldest wasm-opt that reads what the compiler writes by default.
const OLDEST_WASM_OPT: u32 = 116;

/// What building the page needs.
pub(crate) fn for_page() -> Vec<Tool> {
    vec![wasm_library(), trunk(), wasm_bindgen(), npm(), wasm_opt()]
}

/// What the lints and tests need besides.
pub(crate) fn all() -> Vec<Tool> {
    let mut tools = vec![rustfmt(), clippy()];
    tools.extend(for_page());
    tools.extend([browser(), axe()]);
    tools
}

/// The browser: Chromium or Chrome, or what `RAZMETKA_CHROME` names.
pub(crate) fn chrome(place: &Place) -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    named("RAZMETKA_CHROME").or_else(|| place.program(&names)).or_else(|| {
        let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        mac.is_file().then_some(mac)
    })
}

/// The driver of the browser, or what `CHROMEDRIVER` names.
pub(crate) fn chromedriver(place: &Place) -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| place.program(&["chromedriver"]))
}

/// The script of axe-core, which the journeys load into the page.
pub(crate) fn axe_script(place: &Place) -> PathBuf {
    place.tools.join("node_modules/axe-core/axe.min.js")
}

fn rustfmt() -> Tool {
    Tool {
        name: "rustfmt",
        purpose: "checks the formatting",
        state: |place| version(place, "cargo fmt --version", |_| true),
        ways: |place| vec![rustup(place, "component add rustfmt")],
        by_hand: "rustup component add rustfmt",
    }
}

fn clippy() -> Tool {
    Tool {
        name: "clippy",
        purpose: "lints",
        state: |place| version(place, "cargo clippy --version", |_| true),
        ways: |place| vec![rustup(place, "component add clippy")],
        by_hand: "rustup component add clippy",
    }
}

fn wasm_library() -> Tool {
    Tool {
        name: "the wasm32 library",
        purpose: "the standard library of wasm32-unknown-unknown",
        state: wasm::state,
        ways: |place| {
            let linked = ["rustup", "toolchain", "link", wasm::DEBIAN_TOOLCHAIN, "/usr"];
            let mut fallback = debian(place, "rustc-web cargo-web rust-web-src rust-web-clippy");
            fallback.name = "Debian's compiler with the library's source";
            fallback.closed = fallback.closed.or_else(|| closed_without(place, "rustup"));
            fallback.commands.push(linked.map(str::to_owned).to_vec());
            vec![rustup(place, "target add wasm32-unknown-unknown"), fallback]
        },
        by_hand: "rustup target add wasm32-unknown-unknown (https://rustup.rs)",
    }
}

fn trunk() -> Tool {
    Tool {
        name: "trunk",
        purpose: "bundles the page",
        state: |place| version(place, "trunk --version", |found| found.starts_with("0.21.")),
        ways: |place| vec![cargo_install(place, &["--locked", &format!("trunk@{TRUNK}")])],
        by_hand: "cargo install --locked trunk@0.21.14",
    }
}

fn wasm_bindgen() -> Tool {
    Tool {
        name: "wasm-bindgen",
        purpose: "writes the JavaScript side of the wasm modules and runs their tests",
        state: |place| {
            let wanted = locked_version(place, "wasm-bindgen");
            version(place, "wasm-bindgen --version", |found| {
                wanted.as_deref().is_none_or(|wanted| found == wanted)
            })
        },
        ways: |place| {
            // Its lock file names crates that were withdrawn, so it is built with the current ones.
            let crate_name = match locked_version(place, "wasm-bindgen") {
                Some(wanted) => format!("wasm-bindgen-cli@{wanted}"),
                None => "wasm-bindgen-cli".to_owned(),
            };
            vec![cargo_install(place, &[&crate_name])]
        },
        by_hand: "cargo install wasm-bindgen-cli@VERSION, with the version of wasm-bindgen in Cargo.lock",
    }
}

fn npm() -> Tool {
    Tool {
        name: "npm",
        purpose: "fetches wasm-opt and axe-core",
        state: |place| version(place, "npm --version", |_| true),
        ways: |place| vec![debian(place, "nodejs npm")],
        by_hand: "install Node.js 18 or later with npm (https://nodejs.org)",
    }
}

fn wasm_opt() -> Tool {
    Tool {
        name: "wasm-opt",
        purpose: "makes the wasm modules smaller",
        state: |place| {
            let recent = |found: &str| found.parse().is_ok_and(|number: u32| number >= OLDEST_WASM_OPT);
            version(place, "wasm-opt --version", recent)
        },
        ways: |place| vec![npm_install(place, &format!("binaryen@{BINARYEN}"))],
        by_hand: "npm install --global binaryen, or your system's package binaryen (116 or later)",
    }
}

fn axe() -> Tool {
    Tool {
        name: "axe-core",
        purpose: "finds what people with disabilities would stumble over",
        state: |place| match axe_script(place).is_file() {
            true => State::Ready(format!("axe-core in {}", place.tools.display())),
            false => State::Missing("not found".into()),
        },
        ways: |place| vec![npm_install(place, &format!("axe-core@{AXE}"))],
        by_hand: "npm install --prefix ~/.cache/razmetka/tools axe-core@4.14.1",
    }
}

fn browser() -> Tool {
    Tool {
        name: "Chromium and chromedriver",
        purpose: "the browser of the journeys",
        state: browser_state,
        ways: |place| vec![debian(place, "chromium chromium-driver fonts-liberation")],
        by_hand: "on Debian or Ubuntu `sudo apt-get install chromium chromium-driver`; elsewhere install Chrome and \
                  the chromedriver of the same version (https://googlechromelabs.github.io/chrome-for-testing), \
                  and name them in RAZMETKA_CHROME and CHROMEDRIVER if they are not on the search path",
    }
}

fn browser_state(place: &Place) -> State {
    let version_of = |program: PathBuf| first_number(&answer(place.command(program).arg("--version"))?);
    let found = (chrome(place).and_then(version_of), chromedriver(place).and_then(version_of));
    match found {
        (Some(chrome), Some(driver)) if major(&chrome) == major(&driver) => {
            State::Ready(format!("Chromium {chrome}, chromedriver {driver}"))
        }
        (Some(chrome), Some(driver)) => {
            State::Missing(format!("Chromium {chrome} and chromedriver {driver} do not match"))
        }
        (Some(_), None) => State::Missing("chromedriver not found".into()),
        (None, _) => State::Missing("neither Chromium nor Chrome found".into()),
    }
}

/// Runs a version command; the first number of its answer must please.
fn version(place: &Place, typed: &str, pleases: impl Fn(&str) -> bool) -> State {
    let mut words = typed.split(' ');
    let mut command = place.command(words.next().unwrap_or_default());
    match answer(command.args(words)) {
        None => State::Missing("not found".into()),
        Some(said) => match first_number(&said) {
            Some(number) if pleases(&number) => State::Ready(said),
            _ => State::Missing(format!("found `{said}`, another version is needed")),
        },
    }
}

/// The first run of digits and dots: `0.21.14` of `trunk 0.21.14`.
fn first_number(said: &str) -> Option<String> {
    let tail = said.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number: String = tail.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    (!number.is_empty()).then_some(number)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

/// The version of a crate in the lock file of the workspace.
fn locked_version(place: &Place, name: &str) -> Option<String> {
    locked(&std::fs::read_to_string(place.root.join("Cargo.lock")).ok()?, name)
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut after = lock.lines().skip_while(|line| *line != wanted).skip(1);
    after.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

fn rustup(place: &Place, arguments: &str) -> Way {
    let words = std::iter::once("rustup").chain(arguments.split(' ')).map(str::to_owned);
    Way { name: "rustup", closed: closed_without(place, "rustup"), commands: vec![words.collect()] }
}

/// Installs a crate into the tool folder, never among the user's own programs. It is built for a short build rather
/// than for speed: with its own profile trunk alone takes twice as long, and runs no faster that one would notice.
fn cargo_install(place: &Place, arguments: &[&str]) -> Way {
    let root = place.tools.to_string_lossy();
    let profile =
        ["lto=false", "codegen-units=16", "opt-level=1"].map(|setting| format!("profile.release.{setting}"));
    let quick = profile.iter().flat_map(|setting| ["--config", setting]);
    let words = ["cargo", "install"]
        .into_iter()
        .chain(quick)
        .chain(["--root", &root])
        .chain(arguments.iter().copied());
    Way { name: "cargo (some minutes)", closed: None, commands: vec![words.map(str::to_owned).collect()] }
}

fn npm_install(place: &Place, package: &str) -> Way {
    let root = place.tools.to_string_lossy();
    let words = ["npm", "install", "--no-audit", "--no-fund", "--prefix", &root, package];
    let commands = vec![words.map(str::to_owned).to_vec()];
    Way { name: "npm", closed: closed_without(place, "npm"), commands }
}

fn debian(place: &Place, packages: &str) -> Way {
    let install =
        ["apt-get", "install", "-y", "--no-install-recommends"].into_iter().chain(packages.split(' '));
    let update = ["apt-get", "update"].map(str::to_owned).to_vec();
    let commands = vec![update, install.map(str::to_owned).collect()];
    let closed = closed_without(place, "apt-get").or_else(|| {
        let user = answer(place.command("id").arg("-u"));
        (user.as_deref() != Some("0")).then(|| "it needs the rights of root".to_owned())
    });
    Way { name: "apt-get", closed, commands }
}

fn closed_without(place: &Place, program: &str) -> Option<String> {
    place.program(&[program]).is_none().then(|| format!("there is no {program}"))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_say() {
        let said =
            ["trunk 0.21.14", "wasm-opt version 132 (version_132)", "Chromium 156.0.8078.79 built on Debian"];
        let numbers = said.map(|said| first_number(said).expect("each names its version"));
        assert_eq!(numbers, ["0.21.14", "132", "156.0.8078.79"]);
        assert_eq!(first_number("unknown"), None);
    }

    #[test]
    fn a_locked_version_is_that_of_the_very_crate() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn tools_are_installed_into_the_tool_folder_alone() {
        let place = Place { root: "/nowhere".into(), tools: "/nowhere/cache".into() };
        for tool in [trunk(), wasm_bindgen(), wasm_opt(), axe()] {
            for command in (tool.ways)(&place).iter().flat_map(|way| &way.commands) {
                assert!(command.contains(&"/nowhere/cache".to_owned()), "{}: {command:?}", tool.name);
            }
        }
    }
}
