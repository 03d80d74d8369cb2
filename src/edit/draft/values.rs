//! What figures and dates say: read by the rules, or set by the editor field by field.

use super::{Draft, Outcome};
use crate::document::{Amount, Change, MentionId, Metric, Origin, Value};
use crate::edit::{Figure, Refusal, Target};
use crate::tag::{self, Figures};

impl Draft<'_> {
    /// Lets a figure or a date say what a rule reads in it, if one does.
    pub(super) fn read_value(&mut self, at: usize) {
        let (span, kind) = (self.document.mentions[at].span, self.document.mentions[at].kind);
        if !kind.is_numeric() {
            return;
        }
        let figures = self.figures.get_or_init(|| Figures::new(&tag::candidates(self.context())));
        // The editor may leave the bounding word out, or take more.
        if let Some(value) = figures.read(span, kind).cloned() {
            self.set_value(at, Some(&value));
        }
    }

    pub(super) fn set_value(&mut self, at: usize, value: Option<&Value>) {
        let mention = &mut self.document.mentions[at];
        mention.value = value.cloned();
        mention.origin = Origin::Editor;
        let (id, span) = (MentionId(at as u32), mention.span);
        let Some(Value::Amount(Amount { amount, amount_to, unit: Some(unit), comparator })) = value else {
            self.document.metrics.retain(|metric| metric.mention != id);
            return;
        };
        if let Some(metric) = self.document.metrics.iter_mut().find(|metric| metric.mention == id) {
            (metric.amount, metric.amount_to, metric.comparator) = (*amount, *amount_to, *comparator);
            metric.unit = unit.clone();
            return;
        }
        self.document.metrics.push(Metric {
            mention: id,
            span,
            amount: *amount,
            amount_to: *amount_to,
            unit: unit.clone(),
            comparator: *comparator,
            measured: None,
            period: None,
            change: None,
            subject: None,
        });
    }

    pub(super) fn set_figure(&mut self, target: Target, figure: &Figure) -> Outcome {
        let at = self.find(target)?;
        let date = |target: Option<Target>| -> Outcome<Option<MentionId>> {
            target.map(|target| self.find(target).map(|at| MentionId(at as u32))).transpose()
        };
        let period = date(figure.period)?;
        let change = match figure.change {
            Some((direction, base)) => Some(Change { direction, base: date(base)? }),
            None => None,
        };
        let measured = figure.measured.map(|span| self.clean(span)).transpose()?;
        let subject = figure.subject.map(|target| self.entity_of(self.find(target)?)).transpose()?;
        let metric = self.document.metrics.iter_mut().find(|metric| metric.mention.0 as usize == at);
        let metric = metric.ok_or(Refusal::NotFound)?;
        (metric.period, metric.change, metric.measured, metric.subject) = (period, change, measured, subject);
        self.document.mentions[at].origin = Origin::Editor;
        Ok(())
    }
}
