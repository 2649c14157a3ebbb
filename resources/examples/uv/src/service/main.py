"""One endpoint that asks another service."""
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, int]:
    async with httpx.AsyncClient() as client:
        answer = await client.get("http://localhost:9000/health")
    return {"status": answer.status_code}
