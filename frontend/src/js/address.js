/* A table's filter and order live in the page's address, so that a view can be shared. */

/** Read one table's state; what the address does not say is empty. */
export function readState(id) {
  const asked = new URLSearchParams(location.search);
  return {
    filter: asked.get(`${id}.filter`) ?? "",
    sort: asked.get(`${id}.sort`) ?? "",
    descending: asked.get(`${id}.order`) === "desc",
  };
}

/** Write one table's state beside whatever else the address carries. */
export function writeState(id, { filter, sort, descending }) {
  const url = new URL(location.href);
  put(url, `${id}.filter`, filter);
  put(url, `${id}.sort`, sort);
  put(url, `${id}.order`, sort && descending ? "desc" : "");
  history.replaceState(history.state, "", url);
}

function put(url, name, value) {
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
}
