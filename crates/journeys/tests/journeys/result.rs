//! From marks to an exported file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use journeys::article::{DOWNLOAD, FOLD, PARAGRAPH, RESTORE, sample};
use journeys::{Look, journey, patiently};
use serde_json::{Value, json};

#[test]
fn a_restored_paragraph_is_in_the_export() {
    journey("a_restored_paragraph_is_in_the_export", Look::WIDE, |page| {
        page.read(&sample(1)?, None)?;
        let kept = page.count(PARAGRAPH)?;
        page.click(FOLD)?;
        let restored = page.text("#article .removed-text")?;
        ensure!(!page.copied_json()?["text"].as_str().unwrap_or_default().contains(&restored));
        page.click(RESTORE)?;
        page.eventually("one more paragraph is kept", &format!("{} > {kept}", count_of(PARAGRAPH)))?;
        let json = page.copied_json()?;
        ensure!(json["text"].as_str().unwrap_or_default().contains(&restored), "{restored} is not exported");
        slices(&json, &sample(1)?)
    });
}

#[test]
fn a_downloaded_file_is_the_public_json() {
    journey("a_downloaded_file_is_the_public_json", Look::WIDE, |page| {
        let folder = std::env::temp_dir().join(format!("razmetka-download-{}", std::process::id()));
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        page.session.devtools("Browser.setDownloadBehavior", &behaviour)?;
        page.read(&sample(2)?, None)?;
        page.click(DOWNLOAD)?;
        let json: Value = serde_json::from_str(&appears(&folder.join("razmetka.json"))?)?;
        fs::remove_dir_all(&folder)?;
        ensure!(json["schema"] == "razmetka/1", "{}", json["schema"]);
        slices(&json, &sample(2)?)
    });
}

#[test]
fn a_text_full_of_rare_characters_is_cut_where_the_export_says() {
    journey("a_text_full_of_rare_characters_is_cut_where_the_export_says", Look::WIDE, |page| {
        let text =
            "🏭 Завод «Прогре\u{301}сс» 👩‍🔬 выпустил 1\u{a0}200 станков,\r\nсообщил Иван Петров в Москве 🚀.";
        page.read(text, None)?;
        let json = page.copied_json()?;
        ensure!(
            json["mentions"].as_array().is_some_and(|mentions| !mentions.is_empty()),
            "nothing is marked"
        );
        slices(&json, text)
    });
}

/// Every mention carries the words that its offsets, in code points, cut out of the exported text and of the
/// pasted one. Browsers hand over pasted lines with their own ends.
fn slices(json: &Value, pasted: &str) -> Result<()> {
    let text: Vec<char> = json["text"].as_str().context("the export has a text")?.chars().collect();
    let source: Vec<char> = pasted.replace("\r\n", "\n").chars().collect();
    for mention in json["mentions"].as_array().context("the export has mentions")? {
        let at = |name: &str| mention[name].as_u64().map(|at| at as usize);
        let cut = |text: &[char], ends: [&str; 2]| {
            let [start, end] = ends.map(at);
            Some(text.get(start?..end?)?.iter().collect::<String>())
        };
        let said = mention["text"].as_str().map(str::to_owned);
        ensure!(cut(&text, ["start", "end"]) == said, "{mention}");
        ensure!(cut(&source, ["source_start", "source_end"]).is_some(), "{mention} lies outside the source");
    }
    Ok(())
}

fn appears(file: &Path) -> Result<String> {
    patiently("the file is downloaded", || Ok(fs::read_to_string(file).ok()))
}

fn count_of(selector: &str) -> String {
    format!("document.querySelectorAll({}).length", json!(selector))
}
