//! From a story's folder to what is published of it, with all that is wrong told on the way.

use std::borrow::Borrow;

use super::{NotPublished, Out, OutError, Press, Published};
use crate::complaint::Complaint;
use crate::original::Originals;
use crate::{reading, report};

impl Press<'_> {
    /// Reads the story and publishes it in `out`, which is opened when it comes to that.
    /// `complain` hears of everything that is wrong. Nothing is returned if the story is at
    /// fault.
    ///
    /// # Errors
    /// If the folder that is published cannot be written.
    pub fn read_and_publish<O: Borrow<Out>>(
        &self,
        seen: &Originals,
        out: impl FnOnce() -> Result<O, OutError>,
        mut complain: impl FnMut(&[Complaint]),
    ) -> Result<Option<Published>, OutError> {
        let (reading, complaints) = reading::read(self.folder, seen);
        if !complaints.is_empty() {
            complain(&complaints);
        }
        let Some(reading) = reading.filter(|_| !report::any_error(&complaints)) else {
            return Ok(None);
        };
        match self.publish(reading, out()?.borrow()) {
            Ok(published) => Ok(Some(published)),
            Err(NotPublished::Story(complaints)) => {
                complain(&complaints);
                Ok(None)
            }
            Err(NotPublished::Out(error)) => Err(error),
        }
    }
}
