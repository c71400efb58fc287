// What every page needs: the query cache, with one place that notices the end of a session, and a net for crashes.

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Component, type ReactNode } from 'react'
import { Fault } from '../components/fault'
import { keys } from '../lib/keys'
import { Problem } from '../lib/problem'

function createClient(): QueryClient {
  const endSession = (error: Error) => {
    // A wrong password is no end of a session.
    if (error instanceof Problem && error.status === 401 && error.code !== 'sign-in-failed')
      client.setQueryData(keys.session, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({ onError: endSession }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Only what may pass is tried again.
        retry: (failures, error) =>
          failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}

const client = createClient()

class Net extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <main className="alone">
        <Fault error={this.state.error} retry={() => window.location.reload()} />
      </main>
    )
  }
}

export function Providers({ children }: { children: ReactNode }) {
  return (
    <Net>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </Net>
  )
}
