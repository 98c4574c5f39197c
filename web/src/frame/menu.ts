import { computed } from 'vue'
import { useRouter, type RouteRecordNormalized } from 'vue-router'
import { menuGroups, type MenuGroup } from './routes'
import { useInbox } from '@/features/inbox/boxes'
import { useSession } from './session'

export interface MenuEntry { path: string, title: string, count: number }
export interface MenuBranch { group: MenuGroup, entries: MenuEntry[] }

/** The menu of the present post: groups in their fixed order, only entries it may open. */
export function useMenu() {
  const router = useRouter()
  const session = useSession()
  const inbox = useInbox()
  return computed<MenuBranch[]>(() => menuGroups
    .map(group => ({ group, entries: entriesOf(router.getRoutes(), group, session, { ...session.counts, inbox: inbox.counts.todo ?? 0 }) }))
    .filter(branch => branch.entries.length > 0))
}

function entriesOf(routes: RouteRecordNormalized[], group: MenuGroup, session: ReturnType<typeof useSession>, counts: Record<string, number>): MenuEntry[] {
  return routes
    .filter(route => route.meta.menu === group && session.may(route.meta.duty))
    .sort((a, b) => (a.meta.order ?? 100) - (b.meta.order ?? 100))
    .map(({ path, meta }) => ({ path, title: meta.title, count: meta.count ? counts[meta.count] ?? 0 : 0 }))
}

/** A group that is itself one page. */
export const isSingle = (branch: MenuBranch) => branch.entries.length === 1 && branch.entries[0]!.title === branch.group
