import { expect, test } from './fixtures';
import { asVisitor } from './world';

test('signs in, shows the pits and stays signed in over a reload', ({ world }) =>
  asVisitor(world, {}, async ({ page, signIn, pits }) => {
    await signIn.open();
    await signIn.signIn(world.workshop.staff);
    await pits.shown();
    await page.reload();
    await pits.shown();
  }));

test('sends a visitor to the sign-in page, and then to the requested page', ({ world }) =>
  asVisitor(world, {}, async ({ page, signIn }) => {
    const { steady, staff } = world.workshop;
    await page.goto(`${world.product.origin}/pits/${steady.id}`);
    await page.waitForURL('**/sign-in**');
    await signIn.signIn(staff);
    await page.waitForURL(`**/workshops/*/pits/${steady.number}`);
  }));

test('shows why a wrong password does not sign in, and keeps the email', ({ world }) =>
  asVisitor(world, {}, async ({ page, signIn }) => {
    const { email } = world.workshop.staff;
    await signIn.open();
    await signIn.signIn({ email, password: 'not the password' });
    expect(await signIn.complaint()).toMatch(/email or (the )?password/i);
    expect(page.url()).toContain('/sign-in');
    expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe(email);
  }));

test('keeps the access token out of the storage that scripts can read', ({ world }) =>
  asVisitor(world, {}, async ({ page, signIn, pits }) => {
    await signIn.open();
    await signIn.signIn(world.workshop.staff);
    await pits.shown();
    const kept = await page.evaluate(
      () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
    );
    expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
  }));
