/** The variable that stands at a position of an open document. */
import type { Position, Range } from "../../engine/document.ts";
import type { VariablePlace } from "../../engine/variables/variable.ts";
import type { TextDocument } from "../documents.ts";
import type { Location } from "../folders.ts";
import type { Session } from "../session.ts";

export interface PlaceAt {
  readonly document: TextDocument;
  readonly location: Location;
  readonly place: VariablePlace;
}

/** Undefined where no name stands, or the document is not open. The end counts: a caret rests between characters. */
export function placeAt(session: Session, uri: string, position: Position): PlaceAt | undefined {
  const document = session.documents.get(uri);
  if (!document) return undefined;
  const location = session.locate(uri);
  const { places } = session.names.of(document, location.path);
  const place = places.find(({ range }) => holds(range, position));
  return place && { document, location, place };
}

/** Names stand on one line. */
const holds = ({ start, end }: Range, { line, character }: Position): boolean =>
  line === start.line && character >= start.character && character <= end.character;
