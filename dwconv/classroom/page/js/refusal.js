// Why the server refused a request, for the students' page and for the teacher's desk.

/**
 * The sentence that the server sent with a refusal, or that there was none.
 *
 * @param {Response} response
 * @returns {Promise<string>}
 */
export async function refusalOf(response) {
  const said = await response.json().catch(() => ({}));
  return said.problem ?? "The server does not answer.";
}
