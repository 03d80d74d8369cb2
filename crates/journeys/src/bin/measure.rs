//! How long the page takes: `cargo xtask bench --page`.
//!
//! From the paste event to the first frame with a mark, to the last mark, and the longest time in between
//! during which the page could not answer; medians in milliseconds. Then, where the page was built with weights and
//! the browser has kept them, from the paste event to the first frame with what the tagger found; and how fast the
//! tagger is in the worker alone, beside what one core multiplies natively at best.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads files and the clock, and prints a table"
)]

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use journeys::article::{MARK, NEW_TEXT, long_text, there};
use journeys::{Look, Page, workspace};
use razmetka::tag::neural::Tagger;
use razmetka::tag::neural::features::features;
use razmetka::{Options, Pipeline};
use serde_json::json;

/// Lengths in characters: the middle sample article, a long read, an archive.
const LENGTHS: [usize; 3] = [3_500, 20_000, 1_000_000];
/// Of texts for the tagger.
const TAGGED_LENGTHS: [usize; 2] = [3_500, 20_000];
const RUNS: usize = 5;

/// What one paste took, in milliseconds.
struct Taken {
    first: f64,
    all: f64,
    pause: f64,
}

fn main() -> Result<()> {
    println!("{:>10} {:>16} {:>16} {:>16}", "characters", "first mark, ms", "all marks, ms", "longest pause");
    for length in LENGTHS {
        let text = long_text(length)?;
        let runs = (0..RUNS).map(|_| measure(&text)).collect::<Result<Vec<_>>>()?;
        let median_of = |of: fn(&Taken) -> f64| median(runs.iter().map(of));
        let [first, all, pause] = [median_of(|t| t.first), median_of(|t| t.all), median_of(|t| t.pause)];
        println!("{length:>10} {first:>16.0} {all:>16.0} {pause:>16.0}");
    }
    if workspace().join("dist/model/tagger.pack").is_file() {
        measure_tagger()?;
        measure_worker()?;
    }
    Ok(())
}

/// The tagger's own time in the worker: what its stage takes longer with both finders than with rules.
fn measure_worker() -> Result<()> {
    let pack = fs::read(workspace().join("seeds/model/tagger.pack"))?;
    let multiplications = Tagger::from_bytes(pack)?.multiplications() as f64;
    let pipeline = Pipeline::new(Options::default());
    let started = Instant::now();
    let best = razmetka_kernel::peak::billions_a_second(|| started.elapsed().as_secs_f64());
    println!(
        "\n{:>10} {:>7} {:>12} {:>9}   of {best:.1} GMAC/s natively",
        "characters", "tokens", "tokens/s", "share"
    );
    for length in TAGGED_LENGTHS {
        let text = long_text(length)?;
        let document = pipeline.annotate(&text);
        let units = features(document.text.clean(), &pipeline.lexicon, &[]).units;
        let tokens = units.iter().map(|unit| unit.tokens.len()).sum::<usize>() as f64;
        let page = Page::open(Look::WIDE)?;
        page.session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": STAGE_CLOCK }))?;
        let [rules, both] = ["rules", "both"].map(|finders| -> Result<f64> {
            page.session.script("localStorage['razmetka.finders'] = arguments[0];", &[json!(finders)])?;
            page.session.go(&page.address())?;
            let runs =
                (0..RUNS).map(|run| tagging_took(&page, &format!("{text} Ещё {run}."), finders == "both"));
            // The first runs meet code that the browser has not compiled to be fast.
            Ok(runs.collect::<Result<Vec<_>>>()?.into_iter().fold(f64::INFINITY, f64::min))
        });
        let speed = tokens / (both? - rules?) * 1e3;
        println!("{length:>10} {tokens:>7} {speed:>12.0} {:>9.2}", speed * multiplications / 1e9 / best);
    }
    Ok(())
}

/// How long the last text's mentions were looked for, in milliseconds.
fn tagging_took(page: &Page, text: &str, by_tagger: bool) -> Result<f64> {
    page.eventually("the page is there", &there("textarea"))?;
    page.session.script("window.stages = {};", &[])?;
    page.paste(text, None)?;
    page.await_article()?;
    let tagged = format!("document.querySelector('.finders')?.dataset.tagged === '{by_tagger}'");
    page.eventually("the text is tagged", &format!("{tagged} && window.stages.link > window.stages.tag"))?;
    let took = page.value("window.stages.link - window.stages.tag")?;
    page.click(NEW_TEXT)?;
    took.as_f64().context("a time is a number")
}

/// Notes when the worker tells that it begins to tag and to link: their messages begin with the kind and end with the
/// stage.
const STAGE_CLOCK: &str = "
    const Plain = Worker;
    window.Worker = class extends Plain {
        constructor(...address) {
            super(...address);
            const PROGRESS = 1;
            const stages = { 2: 'tag', 3: 'link' };
            this.addEventListener('message', ({ data }) => {
                if (data[0] === PROGRESS) window.stages[stages[data.at(-1)]] = performance.now();
            });
        }
    };
";

/// Each text in a page of its own, loaded anew by a browser that has the weights.
fn measure_tagger() -> Result<()> {
    println!("\n{:>10} {:>24} {:>24}", "characters", "tagged, fresh page, ms", "tagged, next text, ms");
    for length in TAGGED_LENGTHS {
        let text = long_text(length)?;
        let (mut fresh, mut next) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let page = Page::open(Look::WIDE)?;
            page.session.script("localStorage['razmetka.finders'] = 'both';", &[])?;
            page.session.go(&page.address())?;
            tagged_after(&page, "Анна Ким приехала в Казань 5 мая.")?;
            page.session.go(&page.address())?;
            fresh.push(tagged_after(&page, &text)?);
            page.click(NEW_TEXT)?;
            next.push(tagged_after(&page, &format!("{text} Ещё."))?);
        }
        println!("{length:>10} {:>24.0} {:>24.0}", median(fresh.into_iter()), median(next.into_iter()));
    }
    Ok(())
}

fn tagged_after(page: &Page, text: &str) -> Result<f64> {
    page.eventually("the page is there", &there("textarea"))?;
    page.session.script(TAGGER_CLOCK, &[])?;
    page.paste(text, None)?;
    page.eventually("the tagger has answered", "window.tagged !== null")?;
    page.value("window.tagged")?.as_f64().context("a time is a number")
}

/// Starts a clock at the paste event and stops it at the first frame with what the tagger found.
const TAGGER_CLOCK: &str = "
    window.tagged = null;
    document.addEventListener('paste', () => {
        const start = performance.now();
        const look = () => {
            if (document.querySelector('.finders')?.dataset.tagged === 'true') {
                window.tagged = performance.now() - start;
            } else {
                requestAnimationFrame(look);
            }
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
";

fn measure(text: &str) -> Result<Taken> {
    let page = Page::open(Look::WIDE)?;
    page.eventually("the page is there", &there("textarea"))?;
    page.session.script(CLOCK, &[json!(MARK)])?;
    page.paste(text, None)?;
    page.eventually("the work ends", "window.taken.all !== null")?;
    let taken = page.value("window.taken")?;
    let of = |name: &str| taken[name].as_f64().with_context(|| format!("no {name} in {taken}"));
    Ok(Taken { first: of("first")?, all: of("all")?, pause: of("pause")? })
}

/// Starts a clock at the paste event and looks at every frame; the article is whole once it has not grown for a while.
const CLOCK: &str = "
    const [mark] = arguments;
    const QUIET_FRAMES = 30;
    window.taken = { first: null, all: null, pause: 0 };
    document.addEventListener('paste', () => {
        const taken = window.taken;
        const start = performance.now();
        let last = start;
        const beat = setInterval(() => {
            const now = performance.now();
            taken.pause = Math.max(taken.pause, now - last);
            last = now;
        }, 4);
        let marks = 0, grew = 0, quiet = 0;
        const look = () => {
            const now = performance.now() - start;
            const seen = document.querySelectorAll(mark).length;
            // The marks of this turn are painted by the next.
            if (marks > 0 && taken.first === null) taken.first = now;
            if (seen > marks) [marks, grew, quiet] = [seen, now, 0];
            else quiet += 1;
            if (marks > 0 && quiet === QUIET_FRAMES) {
                clearInterval(beat);
                taken.all = Math.max(grew, taken.first);
            } else {
                requestAnimationFrame(look);
            }
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });
";

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
