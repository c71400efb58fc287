import { useHasRole } from '../../access/session/session'

/** Whether the account may make groups; the service looks again, at the offices it is for. */
export function useKeepsGroups(): boolean {
  return useHasRole('admin', 'department-admin')
}
