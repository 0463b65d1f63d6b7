/** A sentence in both languages of the product. */
export interface Text {
  zh: string;
  en: string;
}

/** Both languages in one line, where only plain text fits: an attribute, an option of a list. */
export const both = ({ zh, en }: Text): string => (en && en !== zh ? `${zh} ${en}` : zh);

/** Chinese with English beside it, each marked with its language for screen readers. */
export function Both({ zh, en }: Text) {
  return (
    <span className="both">
      <span lang="zh-CN">{zh}</span>
      {en && en !== zh ? (
        <>
          {' '}
          <span lang="en" className="en">
            {en}
          </span>
        </>
      ) : null}
    </span>
  );
}

/** What has a Chinese and an English name, as the service tells it. */
export interface Named {
  name: string;
  nameEn: string;
}

/** The two names of a thing as a text. */
export const nameOf = ({ name, nameEn }: Named): Text => ({ zh: name, en: nameEn });
