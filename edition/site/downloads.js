// A click on a download asks the host for it, past the service worker. What the dashboard offers is
// not on the host: it is fetched here, through the service worker, and given as bytes of this tab.

export function takeDownloads() {
  const usual = HTMLAnchorElement.prototype.click;
  const give = async (anchor) => {
    const answer = await fetch(anchor.href);
    const made = document.createElement("a");
    made.href = URL.createObjectURL(await answer.blob());
    made.download = anchor.download || nameIn(answer.headers.get("content-disposition")) || "download";
    usual.call(made);
    setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
  };
  HTMLAnchorElement.prototype.click = function click() {
    if (isOurs(this)) give(this);
    else usual.call(this);
  };
  document.addEventListener(
    "click",
    (event) => {
      const anchor = event.target.closest?.("a[download], a[href*='/media/']");
      if (!anchor || !isOurs(anchor)) return;
      event.preventDefault();
      give(anchor);
    },
    true,
  );
}

function isOurs(anchor) {
  const url = new URL(anchor.href, document.baseURI);
  return url.origin === location.origin && url.pathname.includes("/media/");
}

function nameIn(header) {
  const named = /filename\*=UTF-8''([^;]+)/i.exec(header || "") || /filename="?([^";]+)/i.exec(header || "");
  return named ? decodeURIComponent(named[1]) : "";
}
