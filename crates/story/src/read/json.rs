/// A JSON value, whoever has parsed it: serde natively, the browser in a viewer, which has no need
/// of another parser. A handle: cloning it is cheap, and nothing is taken out that nobody asks for.
pub trait Json: Clone {
    /// What it is.
    fn kind(&self) -> Kind;
    /// The text of a string.
    fn text(&self) -> Option<String>;
    /// A number. Whole ones are exact up to 2⁵³, as everywhere in JavaScript.
    fn number(&self) -> Option<f64>;
    /// `true` or `false`.
    fn boolean(&self) -> Option<bool>;
    /// The value of an object's key.
    fn field(&self, key: &str) -> Option<Self>;
    /// The keys of an object, none of anything else.
    fn keys(&self) -> Vec<String>;
    /// The first elements of an array, none of anything else.
    fn elements(&self, most: usize) -> Vec<Self>;
}

/// The kinds of values in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// What it is called in a sentence about what it should be.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Json for &serde_json::Value {
    fn kind(&self) -> Kind {
        use serde_json::Value;
        match self {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Boolean,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::Text,
            Value::Array(_) => Kind::List,
            Value::Object(_) => Kind::Object,
        }
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn field(&self, key: &str) -> Option<Self> {
        self.get(key)
    }

    fn keys(&self) -> Vec<String> {
        let fields = self.as_object();
        fields.map_or_else(Vec::new, |fields| fields.keys().cloned().collect())
    }

    fn elements(&self, most: usize) -> Vec<Self> {
        self.as_array().into_iter().flatten().take(most).collect()
    }
}
