//! Amounts and dates that are printed in the ways of Russian news are read back as they were.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use razmetka::document::Value;
use razmetka::{Options, Pipeline};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let published = "2024-05-15".parse().ok();
    Pipeline::new(Options { published, clean: false, ..Options::default() })
});

/// Digits in groups of three with a separator, where there are more than four.
fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// The form of a noun after a number: рубль, рубля, рублей.
fn form(number: u64, forms: [&str; 3]) -> &str {
    match (number % 100, number % 10) {
        (11..=14, _) => forms[2],
        (_, 1) => forms[0],
        (_, 2..=4) => forms[1],
        _ => forms[2],
    }
}

/// A number below a milliard in words, masculine.
fn spelled(number: u64) -> String {
    const UNITS: [&str; 20] = [
        "",
        "один",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
        "двенадцать",
        "тринадцать",
        "четырнадцать",
        "пятнадцать",
        "шестнадцать",
        "семнадцать",
        "восемнадцать",
        "девятнадцать",
    ];
    const TENS: [&str; 10] = [
        "",
        "",
        "двадцать",
        "тридцать",
        "сорок",
        "пятьдесят",
        "шестьдесят",
        "семьдесят",
        "восемьдесят",
        "девяносто",
    ];
    const HUNDREDS: [&str; 10] = [
        "",
        "сто",
        "двести",
        "триста",
        "четыреста",
        "пятьсот",
        "шестьсот",
        "семьсот",
        "восемьсот",
        "девятьсот",
    ];
    let below = |number: u64, feminine: bool| {
        let (tens, units) = if number % 100 < 20 {
            (0, number % 20 + number % 100 / 20 * 20)
        } else {
            (number % 100 / 10, number % 10)
        };
        let unit = match (feminine, units) {
            (true, 1) => "одна",
            (true, 2) => "две",
            _ => UNITS[units as usize],
        };
        [HUNDREDS[(number / 100 % 10) as usize], TENS[tens as usize], unit].map(str::to_owned)
    };
    let (millions, thousands, rest) = (number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    let mut words: Vec<String> = Vec::new();
    if millions > 0 {
        words.extend(below(millions, false));
        words.push(form(millions, ["миллион", "миллиона", "миллионов"]).to_owned());
    }
    if thousands > 0 {
        words.extend(below(thousands, true));
        words.push(form(thousands, ["тысяча", "тысячи", "тысяч"]).to_owned());
    }
    words.extend(below(rest, false));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// The only metric of a text: amount and unit.
fn metric(text: &str) -> Option<(String, String)> {
    let document = PIPELINE.annotate(text);
    let [metric] = document.metrics.as_slice() else { return None };
    Some((metric.amount.normalize().to_string(), metric.unit.code.clone()))
}

/// The first date of a text.
fn date(text: &str) -> Option<String> {
    PIPELINE.annotate(text).mentions.into_iter().find_map(|mention| match mention.value {
        Some(Value::Date(date)) => date.map(|date| date.to_string()),
        _ => None,
    })
}

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_printed_sum_is_read_back(
        roubles in 1_u64..1_000_000_000,
        kopecks in 0_u64..100,
        separator in prop_oneof![Just(" "), Just("\u{a0}"), Just("\u{202f}"), Just("")],
        style in 0..4,
        frame in prop_oneof![Just(("", "")), Just(("Завод получил ", ".")), Just(("Сумма: ", "")), Just(("(", ")"))],
    ) {
        let digits = grouped(roubles, separator);
        let (number, expected) = match style {
            0 => (format!("{digits} {}", form(roubles, ["рубль", "рубля", "рублей"])), format!("{roubles}")),
            1 => (format!("{digits} руб. {kopecks:02} коп."), format!("{roubles}.{kopecks:02}")),
            2 => (format!("{digits},{kopecks:02} ₽"), format!("{roubles}.{kopecks:02}")),
            _ => (format!("{} {}", spelled(roubles), form(roubles, ["рубль", "рубля", "рублей"])), format!("{roubles}")),
        };
        let expected: rust_decimal::Decimal = expected.parse().unwrap();
        let text = format!("{}{number}{}", frame.0, frame.1);
        prop_assert_eq!(metric(&text), Some((expected.normalize().to_string(), "RUB".to_owned())), "{}", text);
    }

    #[test]
    fn a_scaled_figure_is_read_back(
        whole in 1_u64..1_000,
        tenth in 0_u64..10,
        scale in prop_oneof![
            Just(("тыс.", 1_000_u64)), Just(("тысяч", 1_000)), Just(("млн", 1_000_000)), Just(("миллионов", 1_000_000)),
            Just(("млрд", 1_000_000_000)), Just(("трлн", 1_000_000_000_000)),
        ],
        unit in prop_oneof![
            Just(("рублей", "RUB")), Just(("долларов", "USD")), Just(("евро", "EUR")), Just(("тонн", "t")),
            Just(("кв. м", "m2")), Just(("баррелей", "[bbl_us]")),
        ],
    ) {
        let expected = (whole * 10 + tenth) * (scale.1 / 10);
        let number = if tenth == 0 { format!("{whole}") } else { format!("{whole},{tenth}") };
        let text = format!("Показатель достиг {number} {} {}.", scale.0, unit.0);
        prop_assert_eq!(metric(&text), Some((expected.to_string(), unit.1.to_owned())), "{}", text);
    }

    #[test]
    fn a_printed_date_is_read_back(year in 1950_i32..2050, month in 1_u32..=12, day in 1_u32..=28, style in 0..7) {
        let name = MONTHS[month as usize - 1];
        let mut text = String::from("Встреча прошла ");
        match style {
            0 => write!(text, "{day} {name} {year} года"),
            1 => write!(text, "{day:02}.{month:02}.{year}"),
            2 => write!(text, "{year}-{month:02}-{day:02}"),
            3 => write!(text, "{day} {name} {year} г."),
            4 => write!(text, "{day:02}/{month:02}/{year}"),
            5 => write!(text, "{day}-го {name} {year}-го"),
            _ => write!(text, "{year}-{month:02}-{day:02}T09:41:00+03:00"),
        }
        .unwrap();
        let time = if style == 6 { "T09:41:00+03:00" } else { "" };
        prop_assert_eq!(date(&text), Some(format!("{year}-{month:02}-{day:02}{time}")), "{}", text);
    }

    #[test]
    fn a_printed_time_is_read_back(hour in 0_u32..24, minute in 0_u32..60, mark in prop_oneof![Just(":"), Just(".")]) {
        let text = format!("Поезд отходит в {hour:02}{mark}{minute:02} мск.");
        prop_assert_eq!(date(&text), Some(format!("T{hour:02}:{minute:02}+03:00")), "{}", text);
    }
}
