// The camera reads a barcode, where the browser can (BarcodeDetector). Elsewhere this part of the page
// stays hidden, and a photo or the number itself does it. No picture leaves the device.
(function () {
  "use strict";
  var part = document.querySelector("[data-scan]");
  if (!part || !("BarcodeDetector" in window) || !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia)) return;
  var WANTED = ["ean_13", "ean_8", "upc_a", "upc_e", "itf", "code_128", "qr_code"];
  var EVERY = 200; // ms between looks
  var video = part.querySelector("video"), start = part.querySelector("[data-scan-start]");
  var state = part.querySelector("[data-scan-state]"), stream = null, detector = null;

  function stop() {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
  }

  function lead(code) {
    stop();
    state.textContent = state.dataset.found + " " + code;
    var ours = part.dataset.codes, token = code.slice(ours.length);
    window.location.assign(code.indexOf(ours) === 0 && /^[\w-]+$/.test(token)
      ? "/q/" + token : part.dataset.goods + "?q=" + encodeURIComponent(code.slice(0, 64)));
  }

  function look() {
    if (!stream) return;
    detector.detect(video)
      .then(function (found) {
        if (found.length && found[0].rawValue.trim()) lead(found[0].rawValue.trim());
        else window.setTimeout(look, EVERY);
      })
      .catch(function () { window.setTimeout(look, EVERY); });
  }

  function begin() {
    start.disabled = true;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" } } })
      .then(function (given) {
        stream = given;
        video.srcObject = given;
        return video.play();
      })
      .then(function () {
        part.classList.add("is-on");
        start.hidden = true;
        state.textContent = state.dataset.looking;
        look();
      })
      .catch(function () {
        stop();
        start.disabled = false;
        state.textContent = state.dataset.refused;
      });
  }

  window.BarcodeDetector.getSupportedFormats().then(function (known) {
    var formats = WANTED.filter(function (name) { return known.indexOf(name) >= 0; });
    if (!formats.length) return;
    detector = new window.BarcodeDetector({ formats: formats });
    part.hidden = false;
    start.addEventListener("click", begin);
  });
  window.addEventListener("pagehide", stop);
})();
