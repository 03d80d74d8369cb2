//! The table of figures: sorted, filtered, each with its sentence.

use anyhow::{Result, ensure};
use journeys::article::{PANEL, TABS};
use journeys::{Look, Page, journey};
use serde_json::json;

const TEXT: &str = "В 2022 году завод «Импульс» продал станков на 5 млн рублей. В 2023 году завод «Импульс» продал \
    станков на 9 млн рублей. На площадке работают более 230 предприятий. Рост составил 17%. До города 12 км. \
    Выпустили 41 станок. Ещё 3 компании вложили 2 млн рублей.";

#[test]
fn figures_are_sorted_filtered_and_read_in_their_sentences() {
    journey("figures_are_sorted_filtered_and_read_in_their_sentences", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        page.click(TABS[1])?;
        let all = values(page)?;
        ensure!(
            all.iter().any(|value| value.replace(['\u{a0}', '\u{202f}'], " ") == "> 230 предприятий"),
            "{all:?}"
        );
        ensure!(all.iter().any(|value| value == "3 компании"), "{all:?}");
        page.click(&format!("{PANEL} th:first-child .sort"))?;
        page.eventually(
            "the column says how it is sorted",
            "document.querySelector('th[aria-sort=ascending]')",
        )?;
        let sums: Vec<String> = values(page)?.into_iter().filter(|value| value.contains('₽')).collect();
        ensure!(sums.len() == 3 && sums[0].starts_with('2') && sums[2].starts_with('9'), "{sums:?}");
        type_filter(page, "площадке")?;
        page.eventually("one figure is left", "document.querySelectorAll('.metric').length === 1")?;
        page.click(".metric")?;
        page.eventually(
            "its sentence is shown",
            "document.querySelector('.metric-sentence').innerText.startsWith('На площадке')",
        )
    });
}

#[test]
fn figures_of_several_periods_are_drawn() {
    journey("figures_of_several_periods_are_drawn", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        page.click(TABS[1])?;
        page.eventually("the dates stand on a strip", "document.querySelectorAll('.moment').length === 2")?;
        page.eventually("two bars", "document.querySelectorAll('.chart rect').length === 2")
    });
}

fn values(page: &Page) -> Result<Vec<String>> {
    page.texts(".metric-value")
}

fn type_filter(page: &Page, words: &str) -> Result<()> {
    let script = "const field = document.querySelector('input[name=filter]');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    page.session.script(script, &[json!(words)]).map(drop)
}
