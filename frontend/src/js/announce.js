/* Tell a screen reader what changed on the page, politely. */

let region;

export function announce(message) {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "gov-visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = message;
}
