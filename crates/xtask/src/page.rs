//! The release page: bundled by Trunk, then made fit for the strict content policy.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};

use crate::place::Place;
use crate::{pack, process, setup, size, squeeze, tools, wasm};

/// `cargo xtask build`.
pub(crate) fn run(place: &Place) -> Result<()> {
    setup::ensure(place, &tools::for_page())?;
    build(place)?;
    println!("\nThe page is in {}; `cargo xtask serve` shows it.", place.dist().display());
    size::print(place)
}

/// Builds `dist/` with the tools that are there. Only cargo fetches anything, and only crates; Trunk, which would
/// fetch tools of its own choice, works offline.
pub(crate) fn build(place: &Place) -> Result<()> {
    let environment = wasm::environment(place);
    let mut fetch = place.cargo("fetch --locked --target");
    process::run(fetch.arg(wasm::TARGET).envs(environment.clone()))?;
    let mut trunk = place.command("trunk");
    trunk.arg("build").env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk reads NO_COLOR as a boolean and refuses the customary `1`.
    process::run(trunk.env_remove("NO_COLOR").envs(environment))?;
    pack::program(&place.dist())?;
    squeeze::all(&place.dist())?;
    copy_weights(place)?;
    move_scripts_out(&place.dist())
}

/// The tagger's weights, where the repository has them, and the rare words lie beside the page, which fetches them when
/// it needs them.
fn copy_weights(place: &Place) -> Result<()> {
    let folder = place.dist().join("model");
    fs::create_dir_all(&folder)?;
    let rare = ["lexicon/rare_stems.tsv", "model/link_alias.tsv"];
    let rare = rare.map(|list| fs::read_to_string(place.root.join("seeds").join(list)));
    let rare = rare.into_iter().collect::<io::Result<Vec<_>>>()?;
    fs::write(folder.join("rare_words.txt"), rare.join("\0"))?;
    let weights = place.root.join("seeds/model/tagger.pack");
    if weights.is_file() {
        fs::copy(&weights, folder.join("tagger.pack"))?;
    }
    Ok(())
}

/// Trunk starts the page by an inline script, which the content policy forbids: each becomes a file.
fn move_scripts_out(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).context("Trunk wrote no dist/index.html")?;
    let (html, scripts) = without_inline_scripts(&html);
    for (name, body) in scripts {
        fs::write(dist.join(name), body)?;
    }
    fs::write(index, html)?;
    Ok(())
}

/// The page with a reference in the place of each inline script, and the scripts under their names.
fn without_inline_scripts(html: &str) -> (String, Vec<(String, String)>) {
    let mut page = String::new();
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((before, attributes, body, after)) = next_script(rest) {
        page.push_str(before);
        if body.trim().is_empty() {
            page.push_str(&format!("<script{attributes}></script>"));
        } else {
            let name = named_by_content("start", body, "js");
            page.push_str(&format!("<script{attributes} src=\"/{name}\"></script>"));
            scripts.push((name, body.trim().to_owned()));
        }
        rest = after;
    }
    page.push_str(rest);
    (page, scripts)
}

/// What stands before the next script element, its attributes, its body, and what stands after it.
fn next_script(html: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = html.split_once("<script")?;
    let (attributes, rest) = rest.split_once('>')?;
    let (body, after) = rest.split_once("</script>")?;
    Some((before, attributes, body, after))
}

/// Changes with the content, so that a cached copy is never a wrong one.
pub(crate) fn named_by_content(name: &str, content: &str, kind: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{name}-{:016x}.{kind}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_become_files_and_others_stay() {
        let html =
            "<head><script src=\"/a.js\"></script></head><script type=\"module\">\nstart()\n</script><p>";
        let (page, scripts) = without_inline_scripts(html);
        let [(name, body)] = scripts.as_slice() else { panic!("one script is inline: {scripts:?}") };
        assert_eq!(body, "start()");
        let expected = format!(
            "<head><script src=\"/a.js\"></script></head><script type=\"module\" src=\"/{name}\"></script><p>"
        );
        assert_eq!(page, expected);
        assert_eq!(without_inline_scripts(&page), (page.clone(), vec![]));
    }
}
