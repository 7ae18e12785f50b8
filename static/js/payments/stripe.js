// Mounts the payment firm's own form and sends what the buyer typed straight to the firm. The
// result in the browser is only a hint: our server asks the firm itself.
(function () {
  var form = document.getElementById("pay-form");
  if (!form) return;
  var button = form.querySelector("button[type=submit]");
  var fault = document.getElementById("pay-error");
  var stripe, elements;

  function say(words) {
    fault.hidden = !words;
    fault.querySelector("span").textContent = words || "";
  }

  function start() {
    var token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(form.dataset.start, { method: "POST", headers: { "X-CSRFToken": token } })
      .then(function (response) { return response.json(); });
  }

  function mount(answer) {
    if (answer.error) { say(answer.error); return; }
    stripe = window.Stripe(form.dataset.key, { locale: form.dataset.locale });
    elements = stripe.elements({ clientSecret: answer.client_secret });
    // no name is filled in: what the firm reports of the payer must be the payer's own word
    var element = elements.create("payment");
    document.getElementById("payment-element").textContent = "";
    element.mount("#payment-element");
    element.on("ready", function () { button.disabled = false; });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!elements || button.disabled) return;
    button.disabled = true;
    say("");
    stripe.confirmPayment({ elements: elements, confirmParams: { return_url: form.dataset.back } })
      .then(function (result) {
        // only reached when nothing was charged; otherwise the browser is on its way back to us
        button.disabled = false;
        say(result.error && result.error.message);
      });
  });

  if (!window.Stripe) { say(form.dataset.error); return; }
  start().then(mount).catch(function () { say(form.dataset.error); });
})();
