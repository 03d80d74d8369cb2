//! The tagger's weights come after the rules have answered, are kept, and are not missed where they do not come.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use journeys::article::{MESSAGE, there};
use journeys::{Look, Page, journey, journey_in, workspace};

const TEXT: &str =
    "Жительница Казани Анна Ким открыла цех на заводе «Импульс».\n\nМэр города поблагодарил её 5 мая.";
const WEIGHTS: &str = "model/tagger.pack";
const RARE_WORDS: &str = "model/rare_words.txt";
const BOTH: &str = ".finders [name=both]";
const TAGGED: &str = "document.querySelector('.finders')?.dataset.tagged === 'true'";
const RULES: &str = ".finders [name=rules]";

#[test]
fn the_weights_are_fetched_once_and_kept() {
    if !shipped() {
        return;
    }
    journey("the_weights_are_fetched_once_and_kept", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        ensure!(fetched(page).is_empty(), "rules need no weights");
        ensure!(!is_tagged(page)?);
        press_x_on_the_first_mark(page)?;
        let paragraphs = "document.querySelectorAll('#article [data-block]').length === 1";
        page.eventually("the paragraph is gone", paragraphs)?;
        page.click(BOTH)?;
        await_tagger(page)?;
        ensure!(page.is(paragraphs)?, "the correction is lost");
        ensure!(fetched(page).len() == 2, "asked: {:?}", fetched(page));
        // The browser has them now; the server is not asked again.
        page.session.go(&page.address())?;
        page.read(TEXT, None)?;
        await_tagger(page)?;
        ensure!(fetched(page).len() == 2, "asked again: {:?}", fetched(page));
        page.click(RULES)?;
        page.eventually("the rules alone have answered", &format!("!({TAGGED})"))
    });
}

#[test]
fn without_weights_the_page_says_so_and_goes_on() {
    if !shipped() {
        return;
    }
    let folder = copy_of_the_page("without_weights").expect("the page can be copied");
    fs::remove_file(folder.join(WEIGHTS)).expect("the copy has weights");
    goes_on(&folder, "without_weights_the_page_says_so_and_goes_on", "не отдал");
}

#[test]
fn with_broken_rare_words_the_page_says_so_and_goes_on() {
    goes_on_with_broken(RARE_WORDS, "with_broken_rare_words_the_page_says_so_and_goes_on");
}

#[test]
fn with_broken_weights_the_page_says_so_and_goes_on() {
    goes_on_with_broken(WEIGHTS, "with_broken_weights_the_page_says_so_and_goes_on");
}

fn goes_on_with_broken(file: &str, name: &str) {
    if !shipped() {
        return;
    }
    let folder = copy_of_the_page(name).expect("the page can be copied");
    let mut bytes = fs::read(folder.join(file)).expect("the copy has the file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(folder.join(file), bytes).expect("the copy can be changed");
    goes_on(&folder, name, "повреждён");
}

fn goes_on(folder: &Path, name: &str, words: &str) {
    journey_in(folder, name, Look::WIDE, |page| {
        page.session.script(
            "localStorage['razmetka.finders'] = 'both'; localStorage['razmetka.lang'] = 'ru';",
            &[],
        )?;
        page.session.go(&page.address())?;
        page.read(TEXT, None)?;
        page.eventually("the page says what happened", &there(MESSAGE))?;
        ensure!(page.text(MESSAGE)?.contains(words), "said: {}", page.text(MESSAGE)?);
        ensure!(!is_tagged(page)?);
        ensure!(page.text("#article")?.contains("Анна Ким"));
        Ok(())
    });
}

/// Whether the page was built with weights.
fn shipped() -> bool {
    workspace().join("dist").join(WEIGHTS).is_file()
}

fn fetched(page: &Page) -> Vec<String> {
    page.requests().into_iter().filter(|request| request.contains("model/")).collect()
}

fn await_tagger(page: &Page) -> Result<()> {
    page.eventually("the tagger has answered", TAGGED)
}

fn is_tagged(page: &Page) -> Result<bool> {
    page.is(TAGGED)
}

fn press_x_on_the_first_mark(page: &Page) -> Result<()> {
    let script = "for (const code of ['KeyJ', 'KeyX'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true }));";
    page.session.script(script, &[]).map(drop)
}

fn copy_of_the_page(name: &str) -> Result<PathBuf> {
    let (from, to) = (workspace().join("dist"), workspace().join("target/journeys").join(name));
    copy(&from, &to)?;
    Ok(to)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
