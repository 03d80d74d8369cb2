//! The five sample pages, embedded as they were copied.

/// A page as an editor copies it, with the site's furniture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// Stands in the address (`#sample=3`) and on the card.
    pub(crate) number: u8,
    /// The headline, as printed on the card.
    pub(crate) title: &'static str,
    /// What makes the page difficult, in both languages.
    pub(crate) gist: [&'static str; 2],
    /// The page.
    pub(crate) text: &'static str,
}

/// The sample pages.
pub(crate) const SAMPLES: [Sample; 5] = [
    Sample {
        number: 1,
        title: "Коваленко: ОЭЗ «Технополис Москва» укрепляет промышленную кооперацию",
        gist: ["статья и вся страница сайта вокруг", "an article inside a whole web page"],
        text: include_str!("../../../seeds/articles/000_a2611bcb571f4053.txt"),
    },
    Sample {
        number: 2,
        title: "ОЭЗ «Технополис Москва» развивает промышленную кооперацию на всех уровнях",
        gist: ["чистый текст, ничего лишнего", "clean text, nothing to remove"],
        text: include_str!("../../../seeds/articles/001_d0b5f9885208fcc4.txt"),
    },
    Sample {
        number: 3,
        title: "Собянин: «Технополис Москва» признали лидером эффективности среди российских ОЭЗ",
        gist: ["рейтинги, доли и суммы", "rankings, shares and sums"],
        text: include_str!("../../../seeds/articles/002_4c18f4765cb08f58.txt"),
    },
    Sample {
        number: 4,
        title: "Собянин рассказал о новых производствах ОЭЗ «Технополис Москва»",
        gist: ["дата и источник в шапке", "date and source in the header"],
        text: include_str!("../../../seeds/articles/003_4b00a952b983aeab.txt"),
    },
    Sample {
        number: 5,
        title: "Ефимов: Центр компетенций в сфере импортозамещения появится в технополисе «Москва»",
        gist: ["двенадцать компаний в одном тексте", "twelve companies in one text"],
        text: include_str!("../../../seeds/articles/004_938638d734541bdf.txt"),
    },
];
