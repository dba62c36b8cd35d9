"""NeMo Gym's resources server for a Campforge library: it asks the reward server, and echoes what it was sent."""

import asyncio

import campforge_reward
from nemo_gym.base_resources_server import (
    BaseResourcesServerConfig,
    BaseVerifyRequest,
    BaseVerifyResponse,
    SimpleResourcesServer,
)
from pydantic import ConfigDict


class CampforgeVerifyRequest(BaseVerifyRequest):
    model_config = ConfigDict(extra="allow")

    ground_truth: str


class CampforgeVerifyResponse(BaseVerifyResponse):
    model_config = ConfigDict(extra="allow")


class CampforgeResourcesServer(SimpleResourcesServer):
    config: BaseResourcesServerConfig

    async def verify(self, body: CampforgeVerifyRequest) -> CampforgeVerifyResponse:
        """The reward of a response. A verification that fails is an error of this request, never a reward of 0."""
        judged = await asyncio.to_thread(campforge_reward.judge, body.response.output_text, body.ground_truth)
        return CampforgeVerifyResponse(**body.model_dump(), reward=judged["score"])


if __name__ == "__main__":
    CampforgeResourcesServer.run_webserver()
