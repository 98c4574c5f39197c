import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/print.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { onSignedOut } from '@/api/client'
import { useSession } from '@/frame/session'
import { guardMarkup } from '@/ui/guardMarkup'
import { sayProblem } from '@/ui/say'
import App from './App.vue'
import { makeRouter } from './router'

guardMarkup()

const app = createApp(App)
app.use(createPinia())

const router = makeRouter()
app.use(router)
app.config.errorHandler = sayProblem
addEventListener('unhandledrejection', event => { sayProblem(event.reason); event.preventDefault() })

onSignedOut(() => {
  useSession().forget()
  const here = router.currentRoute.value
  if (!here.meta.bare) void router.push({ path: '/sign-in', query: { then: here.fullPath } })
})

void router.isReady().then(() => app.mount('#app'))
