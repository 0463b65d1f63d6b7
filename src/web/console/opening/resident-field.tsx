import { useEffect, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { shortGridName } from '../../shared/grid-name.ts';
import { Both } from '../../shared/both.tsx';
import type { Text } from '../../shared/text.ts';
import { careText } from '../../shared/words.ts';
import { useDesk } from '../desk.ts';
import { ResidentsQuery, type ResidentLine } from '../documents/opening.ts';
import { Labelled } from './opening-form.tsx';

interface ResidentProps {
  chosen: ResidentLine | undefined;
  onChoose: (resident: ResidentLine | undefined) => void;
}

/** Finds a resident by what staff may see, and chooses one. */
export function ResidentField({ chosen, onChoose }: ResidentProps) {
  const [words, setWords] = useState('');
  const { found, failure } = useResidents(words);
  return (
    <>
      <Labelled zh="找居民（地点、电话）" en="Find by place or phone">
        <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
      </Labelled>
      {failure ? (
        <p className="refusal" role="alert">
          <Both {...failure} />
        </p>
      ) : null}
      <div className="residents" role="radiogroup" aria-label="居民 Residents">
        {found.map((resident) => (
          <label key={resident.id}>
            <input
              type="radio"
              name="resident"
              required
              checked={chosen?.id === resident.id}
              onChange={() => onChoose(resident)}
            />
            <span>
              <strong>{resident.maskedName}</strong> {resident.maskedPhone} · {resident.place} ·{' '}
              {shortGridName(resident.grid.name)}
              {resident.categories.map((category) => (
                <span key={category} className="tag">
                  {careText(category).zh}
                </span>
              ))}
            </span>
          </label>
        ))}
      </div>
      {found.length === 0 && !failure ? (
        <p className="hint">
          <Both zh="没有找到居民" en="No resident found" />
        </p>
      ) : null}
    </>
  );
}

const WAIT_MS = 250;
const FIRST = 8;

function useResidents(words: string): { found: ResidentLine[]; failure: Text | undefined } {
  const { session } = useDesk();
  const [found, setFound] = useState<ResidentLine[]>([]);
  const [failure, setFailure] = useState<Text>();
  useEffect(() => {
    let left = false;
    const ask = async () => {
      const { residents } = await session.ask(ResidentsQuery, {
        search: words.trim(),
        first: FIRST,
      });
      if (left) return;
      setFound(residents.edges.map(({ node }) => node));
      setFailure(undefined);
    };
    const timer = setTimeout(
      () => void ask().catch((error: unknown) => left || setFailure(refusalText(error))),
      WAIT_MS,
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [session, words]);
  return { found, failure };
}
