/** A name as it is shown without a purpose: the first character, then two stars, whatever its length (王**). */
export const maskedName = (name: string): string => `${/^./u.exec(name.trim())?.[0] ?? ''}**`;

/** A phone as it is shown without a purpose: the first three and the last four of the national number (138****1234). */
export function maskedPhone(phone: string): string {
  const national = phone.replace(/^\+86/, '').replace(/\D/g, '');
  return national.length < 10 ? '****' : `${national.slice(0, 3)}****${national.slice(-4)}`;
}
