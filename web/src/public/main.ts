import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/print.css'
import { createApp } from 'vue'
import { guardMarkup } from '@/ui/guardMarkup'
import App from './App.vue'
import { makeRouter } from './router'

guardMarkup()
const app = createApp(App)
const router = makeRouter()
app.use(router)
void router.isReady().then(() => app.mount('#app'))
