//! Two presses on one folder.

use std::sync::mpsc;

use reportage_press::publish::Out;

#[test]
fn a_second_press_waits_until_the_first_is_done() {
    let place = tempfile::tempdir().expect("there is room");
    let first = Out::open(place.path(), || panic!("nobody else is there")).expect("it can be had");
    let (tell, hear) = mpsc::channel();
    let path = place.path().to_owned();
    let second = std::thread::spawn(move || {
        let out = Out::open(&path, || tell.send("waiting").expect("we are listening"));
        tell.send("there").expect("we are listening");
        out.expect("it can be had")
    });
    assert_eq!(hear.recv(), Ok("waiting"));
    assert!(hear.try_recv().is_err(), "it did not wait");
    drop(first);
    assert_eq!(hear.recv(), Ok("there"));
    second.join().expect("it has ended");
    Out::open(place.path(), || panic!("all have gone")).expect("it can be had");
}
