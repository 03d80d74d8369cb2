//! What holds for every paste: nothing panics, both texts stay aligned, a clean text stays as it is.

use proptest::prelude::*;
use razmetka::clean::{Cleaned, Options, REASONS, clean, clean_html, keep};
use razmetka::{Source, Span};

/// Lines as news pages have them, and what editors' clipboards add.
const LINES: [&str; 24] = [
    "",
    "Главная",
    "Новости",
    "Политика\tЭкономика | Общество",
    "29 января 2024, 09:41",
    "Фото: mos.ru",
    "Текст: Звёздный Бульвар",
    "Читайте также",
    "Версия для печати",
    "Мэр открыл новый технопарк на юге столицы",
    "Мэр открыл новый технопарк на юге столицы. Фото: пресс-служба",
    "На юге столицы открылся технопарк, сообщил мэр. В нём разместятся 35 предприятий,  которые создадут рабочие места.",
    "«Открыть технопарк помогли инвесторы, — рассказал мэр. — Они вложили 1,1\u{a0}млрд рублей».",
    "- По словам \"экспертов\", рост составит 17%... - отметил мэр.",
    "Как \"отметил мэр, технопарк «Москва «Запад» станет крупнейшим в стране.",
    "Что построят рядом",
    "• школу на 500 мест;",
    "site24.net — самые свежие новости! Добавьте Вашу новость, и мы опубликуем её у нас на сайте бесплатно.",
    "Подпишитесь на наш канал, чтобы узнавать новости первыми!",
    "© 2024 Все права защищены. При перепечатке ссылка обязательна.",
    "\u{feff}  про\u{ad}мыш\u{200b}ленность е\u{301} и\u{306} 👩\u{200d}👩\u{200d}👧 \u{2028}",
    "Сoбянин (лат. o) рассказал о планах города на следующий год и поблагодарил строителей.",
    "Комментарии (12)",
    "Иван: ну и цены у вас! Ответить",
];

fn paste() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\r", "\n\n\n\n", " \n\t\n"]);
    let line = prop_oneof![6 => prop::sample::select(LINES.to_vec()).prop_map(str::to_owned), 1 => ".{0,40}"];
    prop::collection::vec((line, ends), 0..40)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn options() -> impl Strategy<Value = Options> {
    any::<(bool, bool, bool)>().prop_map(|(quotes, dashes, ellipsis)| Options {
        quotes,
        dashes,
        ellipsis,
        ..Options::default()
    })
}

fn check(cleaned: &Cleaned) {
    let (text, mut source_end, mut clean_end) = (&cleaned.text, 0, 0);
    for block in &cleaned.blocks {
        assert!(block.source.start() >= source_end && block.span.start() >= clean_end, "blocks are in order");
        (source_end, clean_end) = (block.source.end(), block.span.end());
        assert!(!block.source.is_empty() && text.get(block.span).is_some());
        assert_eq!(block.kept, !block.span.is_empty());
        assert_eq!(block.kept, block.reason.is_none());
        assert!(block.reason.as_deref().is_none_or(|reason| REASONS.contains(&reason)));
        if block.kept {
            assert_eq!(text.to_clean(block.source), Some(block.span));
            let line = text.slice(block.span);
            assert!(!line.contains(['\n', '\r', '\u{a0}', '\t']) && line.trim() == line, "{line:?}");
        }
    }
    assert!(!text.clean().contains("\n\n\n") && text.clean().trim() == text.clean());
    let kept: usize = cleaned.blocks.iter().filter(|block| block.kept).count();
    assert_eq!(text.clean().lines().filter(|line| !line.is_empty()).count(), kept);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_clean_text_stays_as_it_is(paste in paste(), options in options()) {
        let once = clean(&paste, &options);
        check(&once);
        let twice = clean(once.text.clean(), &options);
        prop_assert_eq!(twice.text.clean(), once.text.clean());
        prop_assert!(twice.text.edits().is_empty());
    }

    #[test]
    fn any_text_gives_a_result(text in "(?s).{0,300}", options in options()) {
        check(&clean(&text, &options));
        let kept = keep(&text);
        prop_assert_eq!(kept.text.clean(), text.as_str());
    }

    #[test]
    fn any_html_gives_a_result(html in "(<(/?(p|div|td|b|a|pre|li|script|title)|img alt=.)[ />]|&[a-z]{2,4};|[а-я ,.\n]{1,20}|\\PC){0,80}") {
        check(&clean_html(&html, &Options::default()));
    }

    #[test]
    fn the_editor_decides(paste in paste(), choices in prop::collection::vec(any::<bool>(), 40)) {
        let blocks = clean(&paste, &Options::default()).blocks;
        let overrides: Vec<(Span<Source>, bool)> =
            blocks.iter().map(|block| block.source).zip(choices.iter().copied()).collect();
        let cleaned = clean(&paste, &Options { overrides: overrides.clone(), ..Options::default() });
        check(&cleaned);
        for ((_, keep), block) in overrides.iter().zip(&cleaned.blocks) {
            prop_assert_eq!(*keep, block.kept);
        }
    }
}

#[test]
fn extreme_pastes_are_cleaned() {
    for paste in
        ["я".repeat(1 << 20), "\n".repeat(1 << 20), "а\n".repeat(1 << 18), "\u{200b} ".repeat(1 << 18)]
    {
        check(&clean(&paste, &Options::default()));
    }
}

#[test]
fn deep_and_broken_html_is_cleaned() {
    for (open, close) in
        [("<div>", "</div>"), ("<table><tr><td>", ""), ("<b><p>", "</b>"), ("<ul><li>", "</ul>"), ("<a", "")]
    {
        let html = format!("{}Мэр открыл технопарк.{}", open.repeat(100_000), close.repeat(100_000));
        check(&clean_html(&html, &Options::default()));
    }
}
