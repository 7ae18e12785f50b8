/* A button beside each password field that shows what was typed. Its words stand in data-show and
   data-hide of the field. */
for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "pw";
  button.type = "button";
  button.className = "btn";
  button.textContent = field.dataset.show;
  button.setAttribute("aria-controls", field.id);
  field.replaceWith(frame);
  frame.append(field, button);
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? field.dataset.hide : field.dataset.show;
  });
}
