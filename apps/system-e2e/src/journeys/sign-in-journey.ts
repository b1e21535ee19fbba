import { type TheWorld, asVisitor } from '../world/world';

export function signInJourney(world: TheWorld): void {
  it('signs in, shows the pits and stays signed in over a reload', () =>
    asVisitor(world(), {}, async ({ page, signIn, pits }) => {
      await signIn.open();
      await signIn.signIn(world().workshop.staff);
      await pits.shown();
      await page.reload();
      await pits.shown();
    }));

  it('sends who is not signed in to the sign-in page, and then to where they wanted to go', () =>
    asVisitor(world(), {}, async ({ page, signIn }) => {
      const { steady, staff } = world().workshop;
      await page.goto(`${world().product.origin}/pits/${steady.id}`);
      await page.waitForURL('**/sign-in**');
      await signIn.signIn(staff);
      await page.waitForURL(`**/workshops/*/pits/${steady.number}`);
    }));

  it('says why a wrong password does not sign in, and keeps the email', () =>
    asVisitor(world(), {}, async ({ page, signIn }) => {
      const { email } = world().workshop.staff;
      await signIn.open();
      await signIn.signIn({ email, password: 'not the password' });
      expect(await signIn.complaint()).toMatch(/email or (the )?password/i);
      expect(page.url()).toContain('/sign-in');
      expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe(email);
    }));

  it('keeps the access token out of the storage that scripts can read', () =>
    asVisitor(world(), {}, async ({ page, signIn, pits }) => {
      await signIn.open();
      await signIn.signIn(world().workshop.staff);
      await pits.shown();
      const kept = await page.evaluate(
        () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
      );
      expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
    }));
}
