//! Set-up: looks for each tool, installs what is missing, and says what to type where it cannot.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::process::{self, spoken};

/// Something outside the workspace that a chore needs.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) state: fn(&Place) -> State,
    /// Tried in this order until the tool is there.
    pub(crate) ways: fn(&Place) -> Vec<Way>,
    /// What a person types where no way works.
    pub(crate) by_hand: &'static str,
}

/// Whether a tool is there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// With what was found, for people.
    Ready(String),
    /// With what was found instead, for people.
    Missing(String),
}

/// One way of installing a tool: commands that run one after the other.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    /// Why the way is closed on this machine, if it is.
    pub(crate) closed: Option<String>,
    pub(crate) commands: Vec<Vec<String>>,
}

/// Installs the tools that are missing, in order; later ones may need earlier ones.
pub(crate) fn ensure(place: &Place, tools: &[Tool]) -> Result<()> {
    let missing = |tool: &&Tool| matches!((tool.state)(place), State::Missing(_));
    let missing: Vec<&Tool> = tools.iter().filter(missing).collect();
    if missing.is_empty() {
        println!("Set-up: nothing to do, all {} tools are there.", tools.len());
        return Ok(());
    }
    for (index, tool) in missing.iter().enumerate() {
        println!("\n== Set-up {} of {}: {}, {}", index + 1, missing.len(), tool.name, tool.purpose);
        install(place, tool)?;
    }
    Ok(())
}

/// Prints how each tool stands and how it would be installed, and does nothing.
pub(crate) fn describe(place: &Place, tools: &[Tool]) {
    println!("Tools are looked for on the search path and in {}", place.tools.display());
    for tool in tools {
        match (tool.state)(place) {
            State::Ready(found) => println!("\n[x] {}: {found}", tool.name),
            State::Missing(found) => describe_missing(place, tool, &found),
        }
    }
}

fn describe_missing(place: &Place, tool: &Tool, found: &str) {
    println!("\n[ ] {}, {}: {found}", tool.name, tool.purpose);
    for way in (tool.ways)(place) {
        let closed = way.closed.map(|reason| format!(" (closed: {reason})")).unwrap_or_default();
        println!("    {}{closed}:", way.name);
        way.commands.iter().for_each(|command| println!("      {}", command.join(" ")));
    }
    println!("    by hand: {}", tool.by_hand);
}

fn install(place: &Place, tool: &Tool) -> Result<()> {
    let started = Instant::now();
    for way in (tool.ways)(place) {
        if let Some(reason) = way.closed {
            println!("{}: not possible here, {reason}", way.name);
            continue;
        }
        println!("{}:", way.name);
        if let Err(error) = follow(place, &way.commands) {
            println!("{}: {error:#}", way.name);
        }
        match (tool.state)(place) {
            State::Ready(found) => return installed(&found, started),
            State::Missing(found) => println!("{}: {found}", way.name),
        }
    }
    bail!("{} could not be installed. By hand: {}", tool.name, tool.by_hand)
}

fn installed(found: &str, started: Instant) -> Result<()> {
    println!("Ready: {found} ({})", spoken(started.elapsed()));
    Ok(())
}

fn follow(place: &Place, commands: &[Vec<String>]) -> Result<()> {
    std::fs::create_dir_all(&place.tools)?;
    for words in commands {
        let Some((program, arguments)) = words.split_first() else { continue };
        let mut command = place.command(program);
        // Not in the workspace, whose profiles, configuration and build folder are none of a tool's business.
        command.args(arguments).current_dir(&place.tools).env_remove("CARGO_TARGET_DIR");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        let folder = std::env::temp_dir().join(format!("razmetka-set-up-{}", std::process::id()));
        Place { root: folder.clone(), tools: folder }
    }

    fn way(name: &'static str, closed: Option<&str>, command: &str) -> Way {
        let words = command.split(' ').map(str::to_owned).collect();
        Way { name, closed: closed.map(str::to_owned), commands: vec![words] }
    }

    fn tool(ways: fn(&Place) -> Vec<Way>) -> Tool {
        let state = |place: &Place| match place.tools.join("made").exists() {
            true => State::Ready("made".into()),
            false => State::Missing("not made".into()),
        };
        Tool { name: "made", purpose: "a test", state, ways, by_hand: "touch made" }
    }

    /// One test, because the steps share one folder: nothing helps, then the second way does, then all is there.
    #[test]
    fn ways_are_tried_in_order_until_the_tool_is_there() {
        let place = place();
        let hopeless =
            tool(|_| vec![way("closed", Some("no network"), "touch made"), way("failing", None, "false")]);
        let error = ensure(&place, &[hopeless]).expect_err("no way leads to the tool");
        assert!(error.to_string().contains("By hand: touch made"), "{error}");

        let second = tool(|_| vec![way("failing", None, "false"), way("touching", None, "touch made")]);
        ensure(&place, &[second]).expect("the second way leads to the tool");

        let present = tool(|_| panic!("a tool that is there is not installed again"));
        ensure(&place, &[present]).expect("all is there");
        std::fs::remove_dir_all(&place.tools).expect("the folder was made above");
    }
}
