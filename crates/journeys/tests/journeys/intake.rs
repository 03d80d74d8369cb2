//! Every way of a text into the page.

use std::fs;

use anyhow::{Result, ensure};
use journeys::article::{FILE_FIELD, MARK, PARAGRAPH, SAMPLES, TABS, file_name, sample, sample_file};
use journeys::{Look, Page, journey, workspace};
use serde_json::{Value, json};

#[test]
fn pasted_text_is_marked() {
    journey("pasted_text_is_marked", Look::WIDE, |page| {
        page.read("Мэр Москвы Сергей Собянин посетил Казань 3 марта 2024 года.", None)?;
        ensure!(page.texts(MARK)?.iter().any(|mark| mark.contains("Собянин")), "{:?}", page.texts(MARK)?);
        ensure!(page.texts(PARAGRAPH)?.len() == 1);
        Ok(())
    });
}

#[test]
fn of_pasted_html_only_the_words_are_shown() {
    journey("of_pasted_html_only_the_words_are_shown", Look::WIDE, |page| {
        let html = "<h1>Завод в Казани</h1><p>Выпустил <b>230 станков</b> за 2024 год.</p>\
                    <script>document.title = 'taken over'</script><img src=x onerror=\"document.title = 'taken over'\">";
        page.read("Завод в Казани\nВыпустил 230 станков за 2024 год.", Some(html))?;
        let shown = page.text("#article")?;
        ensure!(shown.contains("Завод в Казани") && shown.contains("230 станков"), "{shown}");
        ensure!(
            !shown.contains("taken over") && page.count("#article img, #article script")? == 0,
            "{shown}"
        );
        ensure!(page.value("document.title")? != "taken over", "pasted HTML ran a script");
        Ok(())
    });
}

#[test]
fn a_dropped_file_is_read() {
    journey("a_dropped_file_is_read", Look::WIDE, |page| {
        let file = sample_file(2)?;
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": 700, "y": 400, "data": data });
            page.session.devtools("Input.dispatchDragEvent", &event)?;
        }
        page.await_article()?;
        ensure!(page.text("#article")?.contains(first_line(&sample(2)?)));
        Ok(())
    });
}

#[test]
fn a_chosen_file_is_read() {
    journey("a_chosen_file_is_read", Look::WIDE, |page| {
        page.session.type_into(FILE_FIELD, &sample_file(4)?.to_string_lossy())?;
        page.await_article()
    });
}

#[test]
fn each_sample_shows_the_people_in_it() {
    journey("each_sample_shows_the_people_in_it", Look::WIDE, |page| {
        for number in 1..=SAMPLES {
            page.read_sample(number)?;
            shows_people(page, number)?;
            page.click(journeys::article::NEW_TEXT)?;
        }
        Ok(())
    });
}

/// The people of a sample stand in the panel under their full names.
fn shows_people(page: &Page, number: usize) -> Result<()> {
    let truth: Value =
        serde_json::from_str(&fs::read_to_string(workspace().join("tests/data/samples.json"))?)?;
    let people = &truth[file_name(&sample_file(number)?)]["people"];
    page.click(TABS[0])?;
    let shown = page.texts(".entity-name")?.join("\n");
    for name in people.as_object().into_iter().flatten().map(|(name, _)| name) {
        ensure!(shown.contains(name), "sample {number} does not show {name}:\n{shown}");
    }
    Ok(())
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim()
}
