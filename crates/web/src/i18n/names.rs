//! The names of what the core finds, in both languages.

use razmetka::Stage;
use razmetka::document::{Kind, Role};

use super::Lang;

/// The name of a kind, as a label on one mention.
pub(crate) fn kind(lang: Lang, kind: Kind) -> &'static str {
    lang.pick(match kind {
        Kind::Person => ["человек", "person"],
        Kind::Organization => ["организация", "organisation"],
        Kind::City => ["город", "city"],
        Kind::Country => ["страна", "country"],
        Kind::StateOrProvince => ["регион", "region"],
        Kind::District => ["район", "district"],
        Kind::Location => ["место", "place"],
        Kind::Facility => ["объект", "facility"],
        Kind::Profession => ["должность", "position"],
        Kind::Event => ["событие", "event"],
        Kind::Date => ["дата", "date"],
        Kind::Time => ["время", "time"],
        Kind::Money => ["деньги", "money"],
        Kind::Percent => ["процент", "percent"],
        Kind::Number => ["число", "number"],
        Kind::Ordinal => ["порядок", "ordinal"],
        Kind::Age => ["возраст", "age"],
        Kind::Law => ["закон", "law"],
        Kind::Product => ["продукт", "product"],
        Kind::WorkOfArt => ["произведение", "work of art"],
        Kind::Award => ["награда", "award"],
        Kind::Nationality => ["народ", "nationality"],
        Kind::Language => ["язык", "language"],
        Kind::Religion => ["религия", "religion"],
        Kind::Ideology => ["идеология", "ideology"],
        Kind::Crime => ["преступление", "crime"],
        Kind::Penalty => ["наказание", "penalty"],
        Kind::Disease => ["болезнь", "disease"],
        Kind::Family => ["семья", "family"],
        Kind::Quantity => ["величина", "quantity"],
    })
}

/// The name of a kind over the list of its entities.
pub(crate) fn kind_plural(lang: Lang, kind: Kind) -> &'static str {
    lang.pick(match kind {
        Kind::Person => ["Люди", "People"],
        Kind::Organization => ["Организации", "Organisations"],
        Kind::City => ["Города", "Cities"],
        Kind::Country => ["Страны", "Countries"],
        Kind::StateOrProvince => ["Регионы", "Regions"],
        Kind::District => ["Районы", "Districts"],
        Kind::Location => ["Места", "Places"],
        Kind::Facility => ["Объекты", "Facilities"],
        Kind::Profession => ["Должности", "Positions"],
        Kind::Event => ["События", "Events"],
        Kind::Date => ["Даты", "Dates"],
        Kind::Time => ["Время", "Times"],
        Kind::Money => ["Деньги", "Money"],
        Kind::Percent => ["Проценты", "Percentages"],
        Kind::Number => ["Числа", "Numbers"],
        Kind::Ordinal => ["Порядок", "Ordinals"],
        Kind::Age => ["Возраст", "Ages"],
        Kind::Law => ["Законы", "Laws"],
        Kind::Product => ["Продукты", "Products"],
        Kind::WorkOfArt => ["Произведения", "Works of art"],
        Kind::Award => ["Награды", "Awards"],
        Kind::Nationality => ["Народы", "Nationalities"],
        Kind::Language => ["Языки", "Languages"],
        Kind::Religion => ["Религии", "Religions"],
        Kind::Ideology => ["Идеологии", "Ideologies"],
        Kind::Crime => ["Преступления", "Crimes"],
        Kind::Penalty => ["Наказания", "Penalties"],
        Kind::Disease => ["Болезни", "Diseases"],
        Kind::Family => ["Семьи", "Families"],
        Kind::Quantity => ["Величины", "Quantities"],
    })
}

/// The name of a block's part on the page.
pub(crate) fn role(lang: Lang, role: Role) -> &'static str {
    lang.pick(match role {
        Role::Title => ["заголовок", "title"],
        Role::Dateline => ["дата и место", "dateline"],
        Role::Byline => ["подпись", "byline"],
        Role::Lead => ["вводный абзац", "lead"],
        Role::Body => ["текст", "body"],
        Role::Heading => ["подзаголовок", "heading"],
        Role::List => ["список", "list"],
        Role::Caption => ["подпись к снимку", "caption"],
        Role::Menu => ["меню", "menu"],
        Role::Teaser => ["анонсы других материалов", "teasers"],
        Role::Promo => ["реклама и призывы", "promotion"],
        Role::Other => ["служебный текст", "site furniture"],
    })
}

/// What a stage does, as it is told while it lasts.
pub(crate) fn stage(lang: Lang, stage: Stage) -> &'static str {
    lang.pick(match stage {
        Stage::Clean => ["Отделяю статью от страницы", "Telling the article from the page"],
        Stage::Segment => ["Делю на слова и предложения", "Splitting into words and sentences"],
        Stage::Tag => ["Ищу имена, места, даты и цифры", "Looking for names, places, dates and figures"],
        Stage::Link => ["Собираю упоминания вместе", "Bringing mentions together"],
        Stage::Read => ["Читаю цифры и цитаты", "Reading figures and quotes"],
    })
}

/// Why a block was left out; a rule that the table does not know yet is described by the block's role.
pub(crate) fn reason(lang: Lang, name: &str, otherwise: Role) -> &'static str {
    match REASONS.iter().find(|(known, _)| *known == name) {
        Some((_, words)) => lang.pick(*words),
        None => role(lang, otherwise),
    }
}

/// What a note says.
pub(crate) fn note(lang: Lang, name: &str) -> Option<&'static str> {
    NOTES.iter().find(|(known, _)| *known == name).map(|(_, words)| lang.pick(*words))
}

const REASONS: &[(&str, [&str; 2])] = &[
    ("after_end_marker", ["стоит после статьи", "stands after the article"]),
    ("before_article", ["стоит до статьи", "stands before the article"]),
    ("byline", ["строка об авторе", "line about the author"]),
    ("caption_credit", ["подпись к снимку", "picture credit"]),
    ("comment", ["комментарии читателей", "readers' comments"]),
    ("dateline", ["строка с датой", "dateline"]),
    ("duplicate_title", ["повтор заголовка", "headline once more"]),
    ("editor", ["убрали вы", "removed by you"]),
    ("end_marker", ["конец статьи", "end of the article"]),
    ("legal_notice", ["права и правила сайта", "legal notice"]),
    ("link_list", ["ссылки на другие материалы", "links to other stories"]),
    ("menu", ["меню", "menu"]),
    ("repeated_promo", ["повторяющаяся реклама", "repeated promotion"]),
    ("self_promotion", ["сайт о самом себе", "the site about itself"]),
    ("unlikely", ["не похоже на статью", "unlike an article"]),
    ("unrelated_text", ["текст о другом", "text about something else"]),
];

const NOTES: &[(&str, [&str; 2])] = &[
    ("unbalanced_quotes", ["Кавычка открыта и не закрыта", "A quotation mark is opened and not closed"]),
    ("mixed_alphabets", ["Латинские буквы внутри русского слова", "Latin letters inside a Russian word"]),
    (
        "mojibake",
        [
            "Текст, похоже, прочитан в неверной кодировке",
            "The text seems to have been read in a wrong encoding",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn every_reason_of_cleaning_has_words() {
        for reason in razmetka::clean::REASONS {
            assert!(REASONS.iter().any(|(known, _)| *known == reason), "{reason}");
        }
    }
}
