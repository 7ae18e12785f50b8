/* Before the scripts of django-otp-webauthn: their words in the page's language, from the data
   block #passkey_texts; and the next page once a passkey was made (data-next of its button). */
const texts = JSON.parse(document.getElementById("passkey_texts").textContent);
window.gettext = (text) => texts[text] || text;
document.addEventListener("otp_webauthn.register_complete", (event) => {
  const frame = event.target.closest("[data-next]");
  if (frame) window.location.href = frame.dataset.next;
});
