import { useEffect, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { Both } from '../../shared/both.tsx';
import { proofText } from '../../shared/step-words.ts';
import type { Text } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import { useDesk } from '../desk.ts';
import type { ProofLine, RequestDetail } from '../documents/request.ts';

/** What showed that it was delivered; a photo is fetched when asked for, as every look is written down. */
export function Proofs({ request }: { request: RequestDetail }) {
  const { proofs, proof, closedAt } = request;
  if (proofs.length === 0 && (proof.length === 0 || closedAt)) return null;
  return (
    <section className="proofs" aria-labelledby="proofs-title">
      <h3 id="proofs-title">
        <Both zh="凭证" en="Proof" />
      </h3>
      {proofs.length === 0 ? (
        <p className="hint">
          <Both zh="送达时要有：" en="Needed at the door:" />
          {proof.map((kind) => (
            <span key={kind} className="tag">
              <Both {...proofText(kind)} />
            </span>
          ))}
        </p>
      ) : (
        <ul>
          {proofs.map((line) => (
            <li key={line.id} data-proof={line.kind}>
              <time dateTime={line.observedAt}>{timeOf(line.observedAt, 'second')}</time>
              <span>
                <Both {...proofText(line.kind)} />
                <Distance proof={line} />
                {line.photoId ? <Photo id={line.photoId} /> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const Distance = ({ proof: { distanceM } }: { proof: ProofLine }) =>
  distanceM === null ? null : (
    <>
      {' '}
      <Both zh={`距门口 ${distanceM} 米`} en={`${distanceM} m from the door`} />
    </>
  );

function Photo({ id }: { id: string }) {
  const { session } = useDesk();
  const [url, setUrl] = useState<string>();
  const [failure, setFailure] = useState<Text>();
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const look = async () => {
    const headers = { authorization: `Bearer ${await session.token()}` };
    const response = await fetch(`/photos/${id}`, { headers });
    if (!response.ok) throw new Error(`photo ${response.status}`);
    setUrl(URL.createObjectURL(await response.blob()));
  };
  if (url) return <img className="proof-photo" src={url} alt="送达照片 Photo of the delivery" />;
  return (
    <>
      {' '}
      <button
        type="button"
        className="inline"
        onClick={() => void look().catch((error: unknown) => setFailure(refusalText(error)))}
      >
        <Both zh="看照片（会留记录）" en="Look (kept on record)" />
      </button>
      {failure ? (
        <span role="alert">
          <Both {...failure} />
        </span>
      ) : null}
    </>
  );
}
