use super::json::Json;
use super::node::Node;
use crate::{PluralForms, Words};

pub fn read<J: Json>(node: &Node<'_, J>) -> Option<Words> {
    let fields = node.fields()?;
    let mut words = Words::default();
    for (key, word) in words.plain() {
        if let Some(text) = fields.text(key) {
            *word = text;
        }
    }
    if let Some(forms) = fields.optional("secondsLeft", plural_forms) {
        words.seconds_left = forms;
    }
    fields.optional("dates", |node| {
        let dates = node.fields()?;
        dates.each(|date, node| {
            if let Some(text) = node.said() {
                words.dates.insert(date.to_owned(), text);
            }
        });
        Some(())
    });
    Some(words)
}

fn plural_forms<J: Json>(node: &Node<'_, J>) -> Option<PluralForms> {
    let fields = node.fields()?;
    Some(PluralForms {
        zero: fields.text("zero"),
        one: fields.text("one"),
        two: fields.text("two"),
        few: fields.text("few"),
        many: fields.text("many"),
        other: fields.required_text("other"),
    })
}
