//! Why a mention belongs to its entity, in words.

use razmetka::case;
use razmetka::document::{Entity, Kind, Mention, Origin, RelationKind};

use crate::i18n::Lang;
use crate::sheet::Sheet;

/// The reason, read off the words themselves and the relations between them.
pub(super) fn belongs(lang: Lang, sheet: &Sheet, entity: &Entity, mention: &Mention) -> &'static str {
    lang.pick(reason(sheet, entity, mention))
}

fn reason(sheet: &Sheet, entity: &Entity, mention: &Mention) -> [&'static str; 2] {
    let text = sheet.slice(mention.span);
    let normal = mention.normal.as_deref().unwrap_or(text);
    let words = |name: &str| name.split(' ').map(case::lower).collect::<Vec<_>>();
    let (own, all) = (words(normal), words(&entity.name));
    let is_part = own.iter().all(|word| all.contains(word));
    match () {
        () if text == entity.name => ["имя полностью", "the full name"],
        () if own == all => ["то же имя в другой форме", "the same name in another form"],
        () if normal.contains('.') && mention.kind == Kind::Person => {
            ["фамилия с инициалами", "surname with initials"]
        }
        () if is_part && mention.kind == Kind::Person && own.last() == all.last() => {
            ["по фамилии", "by surname"]
        }
        () if is_part => ["часть имени", "part of the name"],
        () if is_linked(sheet, entity, mention, RelationKind::Abbreviation) => ["сокращение", "abbreviation"],
        () if is_linked(sheet, entity, mention, RelationKind::AlternativeName) => {
            ["другое название", "another name"]
        }
        () if is_initials(normal, &entity.name) => ["сокращение", "abbreviation"],
        () if mention.origin == Origin::Editor => ["объединили вы", "joined by you"],
        () => ["то же по смыслу текста", "the same by the context"],
    }
}

fn is_linked(sheet: &Sheet, entity: &Entity, mention: &Mention, kind: RelationKind) -> bool {
    sheet.relations.iter().filter(|relation| relation.kind == kind).any(|relation| {
        let ends = [relation.from, relation.to];
        ends.contains(&mention.id) && ends.iter().all(|end| entity.mentions.contains(end))
    })
}

/// Whether a word is made of the first letters of a name: ОЭЗ of "особая экономическая зона".
fn is_initials(word: &str, name: &str) -> bool {
    let letters = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    letters.map(case::upper_letter).eq(word.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use razmetka::{Options, Pipeline};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_reason_is_read_off_the_words() {
        let text = "Мэр Москвы Сергей Собянин приехал. Позже С. Собянин выступил, и Собянина слушали.";
        let pipeline = Pipeline::new(Options::default());
        let sheet = Sheet::of(pipeline.annotate(text), &pipeline.lexicon);
        let entity = sheet.entities.iter().find(|entity| entity.name == "Сергей Собянин").unwrap();
        let mentions = entity.mentions.iter().filter_map(|id| sheet.mention(*id));
        let reasons: Vec<_> = mentions.map(|mention| belongs(Lang::Ru, &sheet, entity, mention)).collect();
        assert_eq!(reasons, ["имя полностью", "фамилия с инициалами", "по фамилии"]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn first_letters_make_an_abbreviation() {
        assert!(is_initials("ОЭЗ", "особая экономическая зона"));
        assert!(!is_initials("ОЭЗ", "особая зона"));
    }
}
